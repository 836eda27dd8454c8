import { parentPort } from 'node:worker_threads'
import { read } from './reading.ts'
import type { Workbook } from './sheet.ts'
import { write } from './writing.ts'

export type Errand = { write: Workbook } | { read: Uint8Array }

parentPort?.on('message', (errand: Errand) => {
  void ('write' in errand ? write(errand.write) : read(errand.read)).then((answer) => parentPort?.postMessage(answer))
})
