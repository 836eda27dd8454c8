import type { AuditedTransaction } from '#db/act.ts'
import { formats } from '#lib/format.ts'
import { localise } from '#lib/text.ts'
import { enqueueMail } from '#mail/commands.ts'
import { paths } from '#paths/paths.ts'
import { translations } from '#web/words.ts'
import { inactiveSince, type Assignment } from './assignment.ts'
import type { Addressee } from './addressee.ts'

/** Asks a mentor who has logged nothing of a parish for long whether all is well. */
export async function remindInactiveMentor(
  tx: AuditedTransaction,
  { email, locale, id }: Addressee,
  assignment: Assignment,
): Promise<void> {
  const { t } = translations[locale]
  const parish = localise(locale, assignment.parishNames).text
  const since = inactiveSince(assignment)
  await enqueueMail(tx, {
    to: email,
    locale,
    personId: id,
    once: `mentor silent ${assignment.id} ${since}`,
    subject: `${t('mentors:mail.silent.subject')}: ${parish}`,
    parts: [
      t('mentors:mail.silent.text'),
      {
        facts: [
          [t('advice:parish'), parish],
          [t('mentors:silent.since'), formats[locale].day(since)],
        ],
      },
      { link: t('advice:log'), to: `/${locale}${paths.advice.log()}` },
    ],
  })
}
