import type { Locale } from '#platform/i18n/locale.ts'
import type { PrintedPdf, Printer } from '#platform/pdf/printer.ts'
import { timesheetDocument } from './document.ts'
import type { Timesheet } from './timesheet.ts'

/** Timesheets as PDF. One that is locked is printed once a language for the addenda that it has. */
export const timesheetPdfs = (printer: Printer) => ({
  of: (locale: Locale, timesheet: Timesheet): Promise<PrintedPdf> => {
    const document = () => timesheetDocument(locale, timesheet)
    if (timesheet.state !== 'locked') return printer.print('document', document())
    const decided = timesheet.addenda.filter(({ approved }) => approved === true).length
    return printer.printOnce(
      `timesheet ${locale} ${timesheet.sha256} ${timesheet.lockedAt?.valueOf()} ${decided}`,
      'document',
      document,
    )
  },
})
