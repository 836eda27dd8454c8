import type { AuditedTransaction } from '#platform/db/transact.ts'
import { formats } from '#platform/i18n/format.ts'
import { localise } from '#platform/i18n/text.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
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
