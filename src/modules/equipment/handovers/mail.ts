import type { AuditedTransaction } from '#platform/db/transact.ts'
import { today, type Clock } from '#platform/values/day.ts'
import { formats } from '#platform/i18n/format.ts'
import { localise } from '#platform/i18n/text.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
import { handoverNumber } from './handover.ts'
import { listReceiptConfirmers } from './list-queries.ts'
import type { HandoverView } from './handover-view.ts'

/** Tells those who may confirm for the communities of a handover that it was issued, or does not hold any more. */
export async function notifyOfHandover(
  tx: AuditedTransaction,
  handover: HandoverView,
  what: 'issued' | 'void',
  now: Clock,
): Promise<void> {
  const { id, type, territory, year, number, onDay, toInitiative, initiative, parishId, toParishId } = handover
  const parishes = [parishId, ...(toParishId === null ? [] : [toParishId])]
  for (const { id: personId, email, locale } of await listReceiptConfirmers(tx.db, parishes, today(now))) {
    const { t } = translations[locale]
    const isVoid = what === 'void'
    await enqueueMail(tx, {
      to: email,
      personId,
      locale,
      once: `handover ${what} ${id}`,
      subject: t(isVoid ? 'handovers:mail.void_subject' : 'handovers:mail.subject'),
      parts: [
        t(
          isVoid
            ? 'handovers:mail.void_text'
            : type === 'return'
              ? 'handovers:mail.return_text'
              : 'handovers:mail.text',
        ),
        {
          facts: [
            [t('handovers:columns.number'), handoverNumber(territory, year ?? 0, number ?? 0)],
            [t('handovers:columns.initiative'), localise(locale, (toInitiative ?? initiative).title).text],
            [t('handovers:columns.day'), onDay === null ? '–' : formats[locale].day(onDay)],
          ],
        },
        { link: t('handovers:mail.open'), to: `/${locale}${paths.equipment.handover(id)}` },
      ],
    })
  }
}
