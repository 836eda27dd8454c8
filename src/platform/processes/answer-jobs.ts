import { Worker } from 'node:worker_threads'

/** A job as it is sent to a process of a pool, and the CPU seconds it may take. */
interface SentJob {
  job: unknown
  seconds: number
}

// Looks from a thread of its own, since the one that works may be in a loop that ends never.
const watching = `
  const { parentPort } = require('node:worker_threads')
  const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6 }
  let until = Infinity
  parentPort.on('message', (seconds) => { until = used() + seconds })
  setInterval(() => { if (used() > until) process.kill(process.pid, 'SIGKILL') }, 100)
`

/**
 * Answers the jobs of a pool in this process, one after the other, and ends the process in the middle of one that takes
 * more CPU seconds than it may. An answer that fails ends it too. The process ends when the portal has.
 */
export function answerJobs(answer: (job: never) => unknown): void {
  const watch = new Worker(watching, { eval: true })
  watch.unref()
  process.once('disconnect', () => process.exit())
  process.on('message', ({ job, seconds }: SentJob) => {
    watch.postMessage(seconds)
    void Promise.resolve(answer(job as never)).then((answered) => {
      watch.postMessage(Infinity)
      process.send?.(answered ?? null)
    })
  })
  process.send?.('ready')
}
