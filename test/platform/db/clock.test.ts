import { expect } from 'vitest'
import { behindIn } from '#background-work.ts'
import { connect } from '#platform/db/connection.ts'
import { present } from '#platform/db/clock.ts'
import { cloneOf } from '../../support/clone.ts'
import { test } from '../../support/test.ts'

const aYear = 365 * 86_400_000

test('a portal that tells an older story writes the days of the story, also those that nobody named', async () => {
  const { url, drop } = await cloneOf('cast')
  const [real, told] = [connect(url, 1), connect(url, 1, { behind: aYear })]
  try {
    const of = async (db: typeof real) => {
      const { rows } = await db.raw<{ rows: [{ at: Date }] }>('select ? as at', [present(db)])
      return rows[0].at.valueOf()
    }
    expect((await of(real)) - (await of(told))).toBeGreaterThan(aYear - 60_000)
    const event = { event: 'plan.begun', subjectId: '00000000-0000-4000-8000-000000000000', details: '{}' }
    const [row] = (await told('auditLog').insert(event).returning('at')) as [{ at: Date }]
    expect(Math.abs(row.at.valueOf() - (Date.now() - aYear))).toBeLessThan(60_000)
  } finally {
    await Promise.all([real.destroy(), told.destroy()])
    await drop()
  }
})

test('the demonstration begins on its day, and goes on where it was left', async () => {
  const { url, drop } = await cloneOf('demo')
  const db = connect(url, 1)
  try {
    const begins = async () => {
      const behind = await behindIn({ demo: true }, url)
      return new Date(Date.now() - behind).toISOString()
    }
    expect(await begins()).toMatch(/^2020-03-02T1/)
    const left = new Date('2020-03-09T12:09:00Z')
    await db('auditLog').insert({ at: left, event: 'plan.begun', subjectId: crypto.randomUUID(), details: '{}' })
    expect(await begins()).toMatch(/^2020-03-09T12:09:0/)
    expect(await behindIn({ demo: false }, url)).toBe(0)
  } finally {
    await db.destroy()
    await drop()
  }
})
