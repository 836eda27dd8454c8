import { answerJobs } from '#platform/processes/answer-jobs.ts'
import { readWorkbookFile } from './read.ts'
import type { Workbook } from './workbook.ts'
import { writeWorkbookFile } from './write.ts'

export type SpreadsheetJob = { write: Workbook } | { read: Uint8Array }

answerJobs((job: SpreadsheetJob) => ('write' in job ? writeWorkbookFile(job.write) : readWorkbookFile(job.read)))
