import { describe, expect, test } from 'vitest'
import { day } from '#platform/values/day.ts'
import {
  readinessChecks,
  trafficLight,
  readinessCodes,
  type ReadinessInput,
} from '#modules/initiatives/readiness/readiness.ts'

const items = readinessCodes.map((code) => ({ id: code, code, required: true }))

const complete: ReadinessInput = {
  planState: 'approved',
  inForce: true,
  lines: 3,
  unbalanced: 0,
  responsible: true,
  targetGroups: 1,
  cooperation: true,
  designAdvice: 1,
  mentors: 1,
  startsOn: day('2020-05-04'),
  unansweredNeeds: 0,
}

const lacking = (changes: Partial<ReadinessInput>) =>
  readinessChecks(items, { ...complete, ...changes }).filter(({ standing }) => standing !== 'met')

describe('the gate', () => {
  test('is open where everything is there', () => {
    expect(lacking({})).toEqual([])
    expect(trafficLight(readinessChecks(items, complete))).toBe('go')
  })

  test.each<[Partial<ReadinessInput>, string, string, string]>([
    [{ inForce: false, planState: 'draft' }, 'approved_plan', 'plan_not_approved', 'partner'],
    [{ inForce: false, planState: 'submitted' }, 'approved_plan', 'plan_submitted', 'lead'],
    [{ lines: 0 }, 'balanced_sources', 'no_lines', 'partner'],
    [{ unbalanced: 2 }, 'balanced_sources', 'unbalanced', 'partner'],
    [{ responsible: false }, 'responsible', 'no_responsible', 'partner'],
    [{ targetGroups: 0 }, 'target_group', 'no_target_group', 'partner'],
    [{ cooperation: false }, 'cooperation', 'no_cooperation', 'partner'],
    [{ designAdvice: 0 }, 'design_advice', 'no_design_advice', 'mentor'],
    [{ designAdvice: 0, mentors: 0 }, 'design_advice', 'no_mentor', 'lead'],
    [{ startsOn: null }, 'start_day', 'no_start_day', 'partner'],
    [{ unansweredNeeds: 1 }, 'needs', 'open_needs', 'partner'],
  ])('closes with %o and says what is missing and who can mend it', (changes, code, reason, assignee) => {
    expect(lacking(changes)).toMatchObject([{ code, reason, assignee }])
  })

  test('shows a light between red and green where only a decision is awaited', () => {
    const submitted: Partial<ReadinessInput> = { inForce: false, planState: 'submitted' }
    expect(trafficLight(readinessChecks(items, { ...complete, ...submitted }))).toBe('wait')
    expect(trafficLight(readinessChecks(items, { ...complete, ...submitted, lines: 0 }))).toBe('stop')
  })

  test('asks for nothing that the list does not require', () => {
    const some = items.map((item) => ({ ...item, required: item.code !== 'design_advice' }))
    expect(readinessChecks(some, { ...complete, designAdvice: 0 }).map(({ code }) => code)).not.toContain(
      'design_advice',
    )
    expect(trafficLight(readinessChecks(some, { ...complete, designAdvice: 0 }))).toBe('go')
  })
})
