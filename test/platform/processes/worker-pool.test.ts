import { describe, expect, test } from 'vitest'
import { JobEnded, workerPool } from '#platform/processes/worker-pool.ts'

const worker = new URL('spinning-worker.ts', import.meta.url)

describe('a job in a process of its own', () => {
  test('that never ends is ended inside a loop of the engine, and the next has another process', async () => {
    const work = workerPool<string>(worker, { most: 1, waiting: 1, seconds: 0.3 })
    const both = [work({ spins: true, waits: 0 }), work({ spins: false, waits: 0 })]
    await expect(both[0]).rejects.toThrow(JobEnded)
    expect(await both[1]).toBe('done')
  })

  test('is not ended because the machine has no time for it', async () => {
    const work = workerPool<string>(worker, { most: 1, waiting: 1, seconds: 0.3 })
    expect(await work({ spins: false, waits: 600 })).toBe('done')
  })
})
