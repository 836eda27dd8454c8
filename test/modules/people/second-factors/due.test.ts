import { describe, expect, test } from 'vitest'
import { secondFactorDue } from '#modules/people/second-factors/factor.ts'
import { day } from '#platform/values/day.ts'
import type { HeldRole, Role, Viewer } from '#platform/values/viewer.ts'

const held = (role: Role, from: string, confirms = false): HeldRole => ({
  ...{ id: role, role, confirms, from: day(from), to: null },
  ...{ territoryId: null, parishId: null },
})

const viewer = (roles: HeldRole[], since: string | null, has = false): Viewer => ({
  ...{ id: 'x', name: 'Anna', email: 'anna@act.example', locale: 'lv', roles },
  secondFactor: { has, hasPasskey: false, since: since === null ? null : new Date(since) },
})

const dueOf = (...given: Parameters<typeof viewer>) => secondFactorDue(viewer(...given))?.toISOString() ?? null

describe('a second factor is due', () => {
  const first = '2020-03-02T10:00:00.000Z'

  test('two weeks after the first sign-in, of an administrator and a lead partner', () => {
    for (const role of ['administrator', 'lead'] as const)
      expect(dueOf([held(role, '2019-05-01')], first)).toBe('2020-03-16T10:00:00.000Z')
  })

  test('a month after it, of partner staff, who confirm what others did, and of no others', () => {
    expect(dueOf([held('partner', '2019-05-01')], first)).toBe('2020-04-01T10:00:00.000Z')
    for (const role of ['mentor', 'auditor'] as const) expect(dueOf([held(role, '2019-05-01')], first)).toBe(null)
    expect(dueOf([held('member', '2019-05-01', true)], first)).toBe(null)
  })

  test('as long after the role began, where that was later; by the role that asks first', () => {
    const lead = held('lead', '2020-06-01')
    expect(dueOf([lead], first)).toBe('2020-06-15T00:00:00.000Z')
    expect(dueOf([held('partner', '2019-05-01'), lead], first)).toBe('2020-04-01T10:00:00.000Z')
  })

  test('never, of whoever has one or has not signed in yet', () => {
    expect(dueOf([held('lead', '2019-05-01')], first, true)).toBe(null)
    expect(dueOf([held('lead', '2019-05-01')], null)).toBe(null)
  })
})
