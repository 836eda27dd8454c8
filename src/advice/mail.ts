import type { AuditedTransaction } from '#db/act.ts'
import { formats } from '#lib/format.ts'
import type { Locale } from '#lib/locale.ts'
import { localise } from '#lib/text.ts'
import { enqueueMail } from '#mail/commands.ts'
import type { MessagePart } from '#mail/letter.ts'
import { paths } from '#paths/paths.ts'
import { translations } from '#web/words.ts'
import type { DueActionItem, ReminderRecipient } from './reminder.ts'

/** Reminds one person of all their steps that are due soon or late, in one letter. */
export async function remindOfActionItems(
  tx: AuditedTransaction,
  { id, email, locale }: ReminderRecipient,
  steps: readonly DueActionItem[],
): Promise<void> {
  const { t } = translations[locale]
  const [first] = steps
  if (!first) return
  const places = [...Map.groupBy(steps, (step) => step.initiativeSlug ?? step.sessionId).values()]
  await enqueueMail(tx, {
    to: email,
    locale,
    personId: id,
    // Each step is told of once in each way, so that its first one names the letter.
    once: `step-due:${first.id}:${first.kind}:${first.dueOn}`,
    subject: `${t('advice:mail.subject')}: ${steps.length}`,
    parts: [
      t('advice:mail.text'),
      ...places.flatMap((some) => partsOf(locale, some)),
      t('advice:mail.done'),
      { link: t('advice:mail.desk'), to: `/${locale}${paths.desk()}` },
    ],
  })
}

/** The steps of one initiative, or of one session about the parish, and where they are ticked. */
function partsOf(locale: Locale, steps: readonly DueActionItem[]): MessagePart[] {
  const { t } = translations[locale]
  const [{ initiativeSlug, initiativeTitle, parishNames, sessionId }] = steps as [DueActionItem]
  const parish = localise(locale, parishNames).text
  const title = initiativeTitle ? `${localise(locale, initiativeTitle).text}, ${parish}` : parish
  const facts = steps.map(({ what, dueOn, kind }): [string, string] => [
    `${formats[locale].day(dueOn)}${kind === 'late' ? ` (${t('advice:steps.late')})` : ''}`,
    localise(locale, what).text,
  ])
  const to = initiativeSlug
    ? `${paths.initiatives.initiative(initiativeSlug)}#checklist`
    : paths.advice.session(sessionId)
  return [{ facts }, { link: title, to: `/${locale}${to}` }]
}
