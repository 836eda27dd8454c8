import { describe, expect, test } from 'vitest'
import type { Answer } from '#modules/assessments/assessment/assessment.ts'
import { barChart } from '#modules/assessments/profile/profile-chart.ts'
import { compareProfiles, weightedMean, assessmentProfile } from '#modules/assessments/profile/profile.ts'
import type { Criterion, Section } from '#modules/methodology/editions/methodology.ts'

const en = (text: string) => ({ source: 'en' as const, en: text })

const criterion = (code: string, facts: Partial<Criterion> = {}): Criterion => ({
  id: code,
  version: 1,
  sectionId: 's',
  position: 0,
  code,
  kind: 'score',
  question: en(code),
  unit: null,
  weight: 1,
  anchors: {},
  choices: [],
  yesScore: null,
  noScore: null,
  guidance: null,
  evidence: null,
  evidenceRequired: false,
  visibility: 'public',
  ...facts,
})

const section = (code: string, criteria: Criterion[]): Section => ({
  id: code,
  version: 1,
  position: 0,
  code,
  title: en(code),
  guidance: null,
  criteria,
})

const answers = (given: Record<string, Partial<Answer>>) =>
  new Map(Object.entries(given).map(([id, answer]) => [id, { id, criterionId: id, words: null, ...answer } as Answer]))

const methodology = (...sections: Section[]) => ({ leastScore: 0 as const, mostScore: 5 as const, sections })
const everything = () => true

describe('the score of a section', () => {
  test('is the weighted mean of its answers to one decimal, halves up', () => {
    expect(
      weightedMean([
        { score: 5, weight: 3 },
        { score: 1, weight: 1 },
      ]),
    ).toBe(4)
    expect(
      weightedMean([
        { score: 0, weight: 19 },
        { score: 1, weight: 1 },
      ]),
    ).toBe(0.1)
    expect(
      weightedMean([
        { score: 2, weight: 1 },
        { score: 3, weight: 1 },
        { score: 3, weight: 1 },
      ]),
    ).toBe(2.7)
    expect(weightedMean([])).toBeNull()
  })

  test('leaves out what does not apply and what nobody answered, and counts both', () => {
    const people = section(
      'people',
      ['a', 'b', 'c', 'd'].map((code) => criterion(code)),
    )
    const given = answers({ a: { score: 4 }, b: { score: 1 }, c: { notApplicable: true, score: null } })
    const [score] = assessmentProfile('baseline', methodology(people), given, everything).sections
    expect(score).toMatchObject({ score: 2.5, counted: 2, notApplicable: 1, unanswered: 1, hidden: 0 })
  })

  test('takes yes, no and choices for what they are worth, and neither numbers nor what has no weight', () => {
    const one = section('one', [
      criterion('yes', { kind: 'yesno', yesScore: 5, noScore: 1 }),
      criterion('choice', { kind: 'choice', choices: [{ code: 'some', label: en('some'), score: 2 }] }),
      criterion('number', { kind: 'number', weight: 9 }),
      criterion('light', { weight: 0 }),
    ])
    const given = answers({
      yes: { yes: false },
      choice: { choice: 'some' },
      number: { number: 400 },
      light: { score: 5 },
    })
    const [score] = assessmentProfile('baseline', methodology(one), given, everything).sections
    expect(score).toMatchObject({ score: 1.5, counted: 2, unanswered: 0 })
  })

  test('holds nothing of a question that its reader may not see', () => {
    const one = section('one', [criterion('open'), criterion('secret', { visibility: 'staff' })])
    const given = answers({ open: { score: 2 }, secret: { score: 5 } })
    const seen = assessmentProfile(
      'baseline',
      methodology(one, section('two', [criterion('hid', { visibility: 'staff' })])),
      given,
      (each) => each.visibility === 'public',
    )
    expect(seen.sections).toHaveLength(1)
    expect(seen.sections[0]).toMatchObject({ score: 2, counted: 1, hidden: 1 })
  })
})

test('rounds are compared section by section, also where a methodology gained one', () => {
  const a = section('a', [criterion('x')])
  const b = section('b', [criterion('y')])
  const before = assessmentProfile('baseline', methodology(a), answers({ x: { score: 1 } }), everything)
  const after = assessmentProfile(
    'midterm',
    methodology(b, a),
    answers({ x: { score: 3 }, y: { score: 4 } }),
    everything,
  )
  const rows = compareProfiles([before, after]).map(({ code, scores }) => [
    code,
    ...scores.map((each) => each?.score ?? null),
  ])
  expect(rows).toEqual([
    ['b', null, 4],
    ['a', 1, 3],
  ])
})

describe('the drawing', () => {
  test('gives each bar the length of its score on one scale, and a score of nothing no bar', () => {
    const { ticks, sections } = barChart([{ title: 'People', scores: [0, 2.5, 5, null] }], 0, 5)
    const whole = ticks.at(-1)?.x ?? 0
    expect(sections[0]?.bars.map(({ width }) => width)).toEqual([2, whole / 2, whole, 0])
    expect(ticks.map(({ score }) => score)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('breaks long titles between words, and keeps every section clear of the next', () => {
    const rows = ['Biedrības un sadarbība ar kaimiņiem pāri robežai', 'Raha'].map((title) => ({
      title,
      scores: [3, 4],
    }))
    const { sections, height } = barChart(rows, 0, 5)
    expect(sections[0]?.lines.map(({ text }) => text).join(' ')).toBe(rows[0]?.title)
    expect(sections[0]?.lines).toHaveLength(2)
    expect(sections[1]?.lines[0]?.y).toBeGreaterThan((sections[0]?.bottom ?? 0) + 10)
    expect(height).toBeGreaterThanOrEqual(sections[1]?.bottom ?? 0)
  })
})
