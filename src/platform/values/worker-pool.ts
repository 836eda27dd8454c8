import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** So much work waits already that more is refused. */
export class PoolBusy extends Error {}

interface PoolLimits {
  /** Jobs done at once, each in a thread of its own. */
  most: number
  /** Jobs that may wait for one of them; the next is refused with Busy. */
  waiting: number
  /** A job that takes longer is ended, and fails: of CPU time, as a busy machine is no fault of the job, or ten times as long. */
  seconds: number
  options?: WorkerOptions
}

/**
 * Does jobs in threads of their own, so that none holds up the portal. `file` answers each message with one. Threads stay
 * for the next job, and keep no process alive; one that breaks down is replaced.
 */
export function workerPool<Result>(file: URL, { most, waiting, seconds, options = {} }: PoolLimits) {
  const idle: Worker[] = []
  const queue: (() => void)[] = []
  let busy = 0

  const turn = async () => {
    if (busy < most) return void (busy += 1)
    if (queue.length >= waiting) throw new PoolBusy()
    await new Promise<void>((go) => queue.push(go))
  }

  const leave = () => {
    const next = queue.shift()
    if (next) next()
    else busy -= 1
  }

  return async (job: object): Promise<Result> => {
    await turn()
    try {
      const worker = idle.pop() ?? new Worker(file, options)
      const answer = await answerOf<Result>(worker, job, seconds)
      idle.push(worker)
      return answer
    } finally {
      leave()
    }
  }
}

// The answer to one job; a worker that does not answer in time is ended.
async function answerOf<Result>(worker: Worker, job: object, seconds: number): Promise<Result> {
  const done = new AbortController()
  const { signal } = done
  const ended = once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('a worker ended in the middle')))
  worker.ref()
  worker.postMessage(job)
  endWhenSpent(worker, seconds, signal).catch(() => undefined)
  try {
    const [answer] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Result]
    return answer
  } finally {
    worker.unref()
    ended.catch(() => undefined)
    done.abort()
  }
}

/** Ends a worker that has used so many seconds of CPU, unless `signal` says before that its job is done. */
async function endWhenSpent(worker: Worker, seconds: number, signal: AbortSignal): Promise<void> {
  const used = async () => {
    const { user, system } = await worker.cpuUsage()
    return (user + system) / 1e6
  }
  const last = setTimeout(() => void worker.terminate(), seconds * 10_000)
  signal.addEventListener('abort', () => {
    clearTimeout(last)
  })
  const until = (await used()) + seconds
  for (let left = seconds; left > 0; left = until - (await used()))
    await pause(Math.max(left, 0.1) * 1000, undefined, { signal })
  await worker.terminate()
}
