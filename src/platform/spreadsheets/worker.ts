import { parentPort } from 'node:worker_threads'
import { readWorkbookFile } from './read.ts'
import type { Workbook } from './workbook.ts'
import { writeWorkbookFile } from './write.ts'

export type SpreadsheetJob = { write: Workbook } | { read: Uint8Array }

parentPort?.on('message', (job: SpreadsheetJob) => {
  void ('write' in job ? writeWorkbookFile(job.write) : readWorkbookFile(job.read)).then((answer) =>
    parentPort?.postMessage(answer),
  )
})
