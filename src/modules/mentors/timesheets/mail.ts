import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { Addressee } from '#modules/mentors/assignments/addressee.ts'
import type { Timesheet } from './timesheet.ts'

/** What a letter about a month asks for, or tells. */
export type TimesheetEvent = 'confirm' | 'without' | 'approve' | 'returned' | 'locked'

type TimesheetNamed = Pick<Timesheet, 'id' | 'mentorId' | 'mentor' | 'month' | 'version'>

/** Tells each of these people, in their language, what a mentor's month asks of them; nobody is told what they did themselves. */
export async function notifyOfTimesheet(
  tx: AuditedTransaction,
  news: TimesheetEvent,
  timesheet: TimesheetNamed,
  to: readonly Addressee[],
): Promise<void> {
  for (const { id, email, locale } of to.filter((each) => each.id !== tx.personId)) {
    const { t } = translations[locale]
    const month = timesheet.month.split('-').reverse().join('.')
    await enqueueMail(tx, {
      to: email,
      locale,
      personId: id,
      once: `timesheet ${news} ${timesheet.mentorId} ${timesheet.month} ${timesheet.version}`,
      subject: `${t(`timesheets:mail.${news}.subject`)}: ${timesheet.mentor}, ${month}`,
      parts: [
        t(`timesheets:mail.${news}.text`),
        {
          facts: [
            [t('advice:mentor'), timesheet.mentor],
            [t('timesheets:month'), month],
          ],
        },
        {
          link: t('timesheets:mail.link'),
          to: `/${locale}${paths.mentors.timesheet({ mentor: timesheet.mentorId, month: timesheet.month })}`,
        },
      ],
    })
  }
}
