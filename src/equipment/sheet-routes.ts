import { PoolBusy } from '#lib/workers.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { csvOf } from '#sheets/csv.ts'
import { writeWorkbook } from '#sheets/spreadsheets.ts'
import { NotFound, RateLimited } from '#web/errors.ts'
import { perMinute } from '#web/limits.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { inventoryWorkbook } from './inventory-sheet.ts'
import { itemFilterOf, listItems } from './list-queries.ts'
import { may } from './policy.ts'

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
        const book = inventoryWorkbook(locale, await listItems(db, viewer, itemFilterOf(query), { limit }))
        const body =
          kind === 'csv'
            ? csvOf(locale, book)
            : await writeWorkbook(book).catch((error: unknown) => {
                throw error instanceof PoolBusy ? new RateLimited(5) : error
              })
        res.setHeader('Content-Disposition', `attachment; filename="inventory-${locale}.${kind}"`)
        res.type(kind === 'xlsx' ? 'xlsx' : 'text/csv; charset=utf-8').send(body)
      },
    )
  }
}
