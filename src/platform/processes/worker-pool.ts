import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** So much work waits already that more is refused; the same work may be asked for again in a moment. */
export class PoolBusy extends Error {}

/** A job took too long, needed too much memory or broke its process down; the next job has another. */
export class JobEnded extends Error {}

interface PoolLimits {
  /** Jobs done at once, each in a process of its own. */
  most: number
  /** Jobs that may wait for one of them; the next is refused with PoolBusy. */
  waiting: number
  /** CPU seconds of a job, after which it is ended: a busy machine is no fault of the job. After ten times as long by the clock it is ended too. */
  seconds: number
  /** Megabytes of objects that a job may hold. */
  megabytes?: number
  /** Whether what its libraries say stays out of the log: about somebody's file they may say what stands in it. */
  quiet?: boolean
}

const allIdle = new Set<ChildProcess>()

/** Ends the processes that wait for their next job, of all pools; those that work go on, and a next job starts another. */
export function endIdleWorkers(): void {
  for (const child of allIdle) child.disconnect()
  allIdle.clear()
}

/**
 * Does jobs in processes of their own, so that none holds up the portal, and one that hangs can be ended wherever it is:
 * a thread cannot, inside a function of the engine. `file` answers each job by `answerJobs`. Processes stay for the next
 * job, and end with the portal; one that breaks down is replaced.
 */
export function workerPool<Result>(file: URL, { most, waiting, seconds, megabytes = 512, quiet = false }: PoolLimits) {
  const idle: ChildProcess[] = []
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

  const takeIdle = () => {
    let child = idle.pop()
    while (child && !child.connected) child = idle.pop()
    if (child) allIdle.delete(child)
    return child
  }

  return async (job: object): Promise<Result> => {
    await turn()
    try {
      const child = takeIdle() ?? (await startWorker(file, megabytes, quiet))
      const answer = await answerOf<Result>(child, job, seconds)
      idle.push(child)
      allIdle.add(child)
      return answer
    } finally {
      leave()
    }
  }
}

async function startWorker(file: URL, megabytes: number, quiet: boolean): Promise<ChildProcess> {
  const child = fork(fileURLToPath(file), {
    execArgv: [`--max-old-space-size=${megabytes}`, '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'inherit', 'ipc'],
  })
  await nextMessage(child)
  return child
}

// The answer to one job. The process counts its own CPU seconds; whatever happens to it, it is gone after ten times as long.
async function answerOf<Result>(child: ChildProcess, job: object, seconds: number): Promise<Result> {
  const last = setTimeout(() => child.kill('SIGKILL'), seconds * 10_000)
  try {
    child.send({ job, seconds })
    return (await nextMessage(child)) as Result
  } finally {
    clearTimeout(last)
  }
}

// While a process is waited for it keeps the portal alive; an idle one does not.
async function nextMessage(child: ChildProcess): Promise<unknown> {
  const done = new AbortController()
  const { signal } = done
  const ended = once(child, 'exit', { signal }).then(() =>
    Promise.reject(new JobEnded('a job was ended in the middle')),
  )
  ended.catch(() => undefined)
  child.ref()
  child.channel?.ref()
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as unknown[]
    return message
  } finally {
    child.unref()
    child.channel?.unref()
    done.abort()
  }
}
