import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { NotFound } from '#platform/web/errors.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { sendWorkbook } from '#platform/web/send-spreadsheet.ts'
import { inventoryWorkbook } from './spreadsheet.ts'
import { itemFilterOf, listItems } from '#modules/equipment/items/list-queries.ts'
import { may } from '#modules/equipment/items/policy.ts'

// What is written in seconds; who has more filters it, or takes it as CSV.
const mostInSheet = 2000

/** The inventory as a spreadsheet: what the filter lets through of what the viewer may see. */
export function inventorySpreadsheetRoutes({ db }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  const allow = perMinute(30)

  for (const kind of ['xlsx', 'csv'] as const) {
    get(
      kind === 'xlsx' ? paths.equipment.inventoryXlsx : paths.equipment.inventoryCsv,
      signedIn,
      async ({ res, viewer, query, locale }) => {
        if (!may.open(viewer)) throw new NotFound()
        await allow(viewer.id)
        const limit = kind === 'csv' ? 100_000 : mostInSheet
        const book = inventoryWorkbook(locale, await listItems(db, viewer, itemFilterOf(query), limit))
        await sendWorkbook(res, locale, book, 'inventory', kind)
      },
    )
  }
}
