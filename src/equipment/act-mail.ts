import type { AuditedTransaction } from '#db/act.ts'
import { today, type Clock } from '#lib/day.ts'
import { formats } from '#lib/format.ts'
import { localise } from '#lib/text.ts'
import { enqueueMail } from '#mail/commands.ts'
import { paths } from '#paths/paths.ts'
import { translations } from '#web/words.ts'
import { handoverNumber } from './act.ts'
import { listReceiptConfirmers } from './act-list-queries.ts'
import type { HandoverView } from './act-seen.ts'

/** Tells those who may confirm for the communities of an act that it was issued, or does not hold any more. */
export async function notifyOfHandover(
  tx: AuditedTransaction,
  told: HandoverView,
  what: 'issued' | 'void',
  now: Clock,
): Promise<void> {
  const { id, type, territory, year, number, onDay, toInitiative, initiative, parishId, toParishId } = told
  const parishes = [parishId, ...(toParishId === null ? [] : [toParishId])]
  for (const { id: personId, email, locale } of await listReceiptConfirmers(tx.db, parishes, today(now))) {
    const { t } = translations[locale]
    const isVoid = what === 'void'
    await enqueueMail(tx, {
      to: email,
      personId,
      locale,
      once: `act ${what} ${id}`,
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
        { link: t('handovers:mail.open'), to: `/${locale}${paths.equipment.act(id)}` },
      ],
    })
  }
}
