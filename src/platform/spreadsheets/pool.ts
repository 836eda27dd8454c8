import { PoolBusy, workerPool } from '#platform/processes/worker-pool.ts'
import type { SpreadsheetJob } from './worker.ts'
import type { Workbook, WorkbookReading } from './workbook.ts'

// What a worksheet unfolds to is only known when it has been unfolded: a process that needs too much ends alone.
const work: (job: SpreadsheetJob) => Promise<unknown> = workerPool(new URL('worker.ts', import.meta.url), {
  most: 1,
  waiting: 20,
  seconds: 15,
  megabytes: 384,
  quiet: true,
})

/** The bytes of a workbook as XLSX. */
export const writeWorkbook = async (book: Workbook): Promise<Buffer> =>
  Buffer.from((await work({ write: book })) as Uint8Array)

/** What stands in an XLSX of at most mostBytes bytes, or why it cannot be read. */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookReading> {
  try {
    return (await work({ read: bytes })) as WorkbookReading
  } catch (error) {
    if (error instanceof PoolBusy) throw error
    return { fault: 'spreadsheet_damaged' }
  }
}
