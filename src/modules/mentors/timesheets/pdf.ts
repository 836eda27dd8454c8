import type { Locale } from '#platform/i18n/locale.ts'
import type { PrintedPdf, Printer } from '#platform/pdf/printer.ts'
import { timesheetDocument } from './document.ts'
import type { Timesheet } from './timesheet.ts'

/** Months on paper. One that is locked is printed once a language for the addenda that it has. */
export const timesheetPdfs = (printer: Printer) => ({
  of: (locale: Locale, sheet: Timesheet): Promise<PrintedPdf> => {
    const document = () => timesheetDocument(locale, sheet)
    if (sheet.state !== 'locked') return printer.print('document', document())
    const decided = sheet.addenda.filter(({ approved }) => approved === true).length
    return printer.printOnce(
      `timesheet ${locale} ${sheet.sha256} ${sheet.lockedAt?.valueOf()} ${decided}`,
      'document',
      document,
    )
  },
})
