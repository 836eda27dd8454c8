import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { oncePerSecond } from '#platform/monitoring/bounded-log.ts'
import { createLog } from '#platform/monitoring/request-log.ts'

describe('the log', () => {
  test('tells what the database refused without the values of the row', () => {
    const lines: string[] = []
    const refused = Object.assign(new Error('duplicate key value violates unique constraint "participants_once"'), {
      code: '23505',
      detail: 'Key (name, phone)=(anna ozola, +37120111333) already exists.',
      where: 'PL/pgSQL function anna()',
      constraint: 'participants_once',
    })
    createLog('error', { write: (line) => void lines.push(line) }).error({ err: refused }, 'failed')
    expect(lines.join('')).toContain('participants_once')
    expect(lines.join('')).not.toMatch(/anna|\+371/)
  })
})

describe('what fails for everybody', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('is a line a second in the log, with how many there were', () => {
    const lines: object[] = []
    const log = oncePerSecond((told) => lines.push(told))
    for (let failed = 1; failed <= 44; failed += 1) log({ id: failed })
    expect(lines).toEqual([{ id: 1, times: 1 }])
    vi.advanceTimersByTime(1000)
    expect(lines.at(-1)).toEqual({ id: 44, times: 43 })
    vi.advanceTimersByTime(5000)
    expect(lines).toHaveLength(2)
    log({ id: 45 })
    expect(lines.at(-1)).toEqual({ id: 45, times: 1 })
  })
})
