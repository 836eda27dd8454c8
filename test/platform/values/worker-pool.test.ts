import { describe, expect, test } from 'vitest'
import { workerPool } from '#platform/values/worker-pool.ts'

const worker = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ spins, waits }) => {
      while (spins);
      setTimeout(() => parentPort.postMessage('done'), waits)
    })`)}`,
)

describe('a job in a thread of its own', () => {
  test('that never ends is ended, and the next has another thread', async () => {
    const work = workerPool<string>(worker, { most: 1, waiting: 1, seconds: 0.2 })
    const both = [work({ spins: true, waits: 0 }), work({ spins: false, waits: 0 })]
    await expect(both[0]).rejects.toThrow('a worker ended in the middle')
    expect(await both[1]).toBe('done')
  })

  test('is not ended because the machine has no time for it', async () => {
    const work = workerPool<string>(worker, { most: 1, waiting: 1, seconds: 0.2 })
    expect(await work({ spins: false, waits: 600 })).toBe('done')
  })
})
