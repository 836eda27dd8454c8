import { describe, expect, test } from 'vitest'
import { editionChangesBetween } from '#modules/methodology/comparison/changes.ts'
import {
  isScored,
  scoreOf,
  type MethodologyContent,
  type CriterionContent,
} from '#modules/methodology/editions/methodology.ts'

const criterion = (code: string, changes: Partial<CriterionContent> = {}): CriterionContent => ({
  code,
  kind: 'score',
  question: { source: 'lv', lv: `Jautājums ${code}`, et: `Küsimus ${code}` },
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
  ...changes,
})

const content = (...sections: [code: string, ...criteria: CriterionContent[]][]): MethodologyContent => ({
  title: { source: 'lv', lv: 'Metodika' },
  introduction: null,
  leastScore: 0,
  mostScore: 5,
  sections: sections.map(([code, ...criteria]) => ({
    code,
    title: { source: 'lv' as const, lv: `Sadaļa ${code}` },
    guidance: null,
    criteria,
  })),
})

const kinds = (before: MethodologyContent, after: MethodologyContent) =>
  editionChangesBetween(before, after, 'lv').sections.flatMap(({ what, kind, moved, criteria }) => [
    `${what.code} ${kind}${moved ? ' moved' : ''}`,
    ...criteria.map((each) => `${each.what.code} ${each.kind}${each.moved ? ' moved' : ''}`),
  ])

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((code) => criterion(code)) as [
  CriterionContent,
  CriterionContent,
  CriterionContent,
  CriterionContent,
]

describe('what changed between two versions', () => {
  test('is nothing where nothing did', () => {
    expect(editionChangesBetween(content(['x', a, b]), content(['x', a, b]), 'lv')).toEqual({
      texts: [],
      values: [],
      sections: [],
    })
  })

  test('names what came, what went and what moved, and leaves the rest in peace', () => {
    expect(kinds(content(['x', a, b, c]), content(['x', a, c, d]))).toEqual(['x changed', 'd added', 'b removed'])
    expect(kinds(content(['x', a, b, c]), content(['x', c, a, b]))).toEqual(['x changed', 'c changed moved'])
    expect(kinds(content(['x', a, b], ['y', c]), content(['x', a], ['y', b, c]))).toEqual([
      'y changed',
      'b changed moved',
    ])
    expect(kinds(content(['x', a], ['y', b]), content(['y', b]))).toEqual(['x removed', 'a removed'])
  })

  test('says where a criterion that moved comes from', () => {
    const { sections } = editionChangesBetween(content(['x', a, b], ['y', c]), content(['x', a], ['y', c, b]), 'lv')
    expect(sections[0]?.criteria[0]?.moved).toEqual({ from: { source: 'lv', lv: 'Sadaļa x' } })
  })

  test('shows wordings word by word, the reader’s language first', () => {
    const after = criterion('a', {
      weight: 3,
      question: { source: 'lv', lv: 'Cits jautājums a', et: 'Teine küsimus a' },
    })
    const change = editionChangesBetween(content(['x', a]), content(['x', after]), 'et').sections[0]?.criteria[0]
    expect(change?.values).toEqual([{ field: 'weight', before: 1, after: 3 }])
    expect(change?.texts.map(({ field, wordings }) => [field, wordings.map(({ locale }) => locale)])).toEqual([
      ['question', ['et', 'lv']],
    ])
    const words = change?.texts[0]?.wordings[0]?.words.filter(({ kind }) => kind !== 'same') ?? []
    expect(words.map(({ kind, text }) => `${kind} ${text.trim()}`)).toContain('added Teine küsimus')
  })
})

describe('an answer', () => {
  test('is worth what the methodology says, and nothing where it does not count', () => {
    const yesno = criterion('a', { kind: 'yesno', yesScore: 5, noScore: 1 })
    const label = { source: 'lv' as const, lv: 'Jā' }
    const choice = criterion('a', {
      kind: 'choice',
      choices: [
        { code: 'much', label, score: 4 },
        { code: 'unknown', label, score: null },
      ],
    })
    expect(scoreOf(a, 3)).toBe(3)
    expect(scoreOf(a, null)).toBeNull()
    expect([scoreOf(yesno, true), scoreOf(yesno, false)]).toEqual([5, 1])
    expect([scoreOf(choice, 'much'), scoreOf(choice, 'unknown'), scoreOf(choice, 'other')]).toEqual([4, null, null])
    expect(scoreOf(criterion('a', { kind: 'number' }), 12)).toBeNull()
    expect([a, yesno, choice, criterion('a', { kind: 'text' })].map(isScored)).toEqual([true, true, true, false])
  })
})
