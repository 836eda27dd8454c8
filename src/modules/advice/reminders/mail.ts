import type { AuditedTransaction } from '#platform/db/transact.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { MessagePart } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
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
