import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents } from '#platform/values/money.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { planChangesBetween, hasNoChanges } from '#modules/plans/versions/changes.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import { textChange, diffParagraphs } from '#modules/plans/versions/text-changes.ts'

/** Seconds of CPU that this thread has had since: what else the machine does is no fault of ours. */
function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1e6
}

type Line = PlanSnapshot['initiatives'][number]['lines'][number]

const en = (text: string): Multilingual => ({ source: 'en', en: text })

const line = (what: string, euros: number, id?: string): Line => ({
  ...(id !== undefined && { id }),
  kind: 'cost',
  month: null,
  category: 'materials',
  what: en(what),
  unit: 'pcs',
  quantity: 1,
  unitPrice: cents(euros * 100),
  vat: 'gross',
  fromErdf: cents(euros * 100),
  fromPartner: cents(0),
  fromMunicipality: cents(0),
  fromCommunity: cents(0),
  fromInKind: cents(0),
  fromRevenue: cents(0),
  fromOther: cents(0),
})

const initiative = (lines: Line[], changes: object = {}): PlanSnapshot['initiatives'][number] =>
  ({ slug: 'oven', title: en('Bread oven'), targetGroups: [], lines, ...changes }) as never

const plan = (lines: Line[], changes: Partial<PlanSnapshot> = {}): PlanSnapshot => ({
  parish: { slug: 'ape', names: en('Ape'), territory: en('Ape') },
  initiatives: [initiative(lines)],
  resources: [],
  investments: [],
  cooperations: [],
  jobs: [],
  ...changes,
})

const counts = ({ parts }: ReturnType<typeof planChangesBetween>) => {
  const rows = parts.flatMap((part) => part.rows)
  return ['added', 'removed', 'changed'].map((is) => rows.filter((row) => row.is === is).length)
}

const lines = (withIds: boolean) =>
  fc
    .uniqueArray(fc.record({ id: fc.uuid(), what: fc.string({ maxLength: 30 }), euros: fc.nat(5000) }), {
      selector: ({ id }) => id,
      maxLength: 12,
    })
    .map((rows) => rows.map(({ id, what, euros }) => line(what, euros, withIds ? id : undefined)))

describe('what changed between two versions', () => {
  test('is nothing between a version and itself, with ids or from before there were any', () => {
    fc.assert(
      fc.property(fc.boolean().chain(lines), (rows) => {
        expect(hasNoChanges(planChangesBetween(plan(rows), plan(rows)))).toBe(true)
        expect(hasNoChanges(planChangesBetween(plan(rows), plan(rows.toReversed())))).toBe(true)
      }),
    )
  })

  test('is every row that came, went or changed, and no other; backwards the other way round', () => {
    fc.assert(
      fc.property(lines(true), lines(true), fc.nat(11), (kept, added, cut) => {
        const ids = new Set(kept.map(({ id }) => id))
        const fresh = added.filter(({ id }) => !ids.has(id))
        const gone = kept.slice(0, cut)
        const dearer = kept.slice(cut).map((row, at) => (at % 2 ? row : { ...row, quantity: 2 }))
        const [before, after] = [plan(kept), plan([...dearer, ...fresh])]
        const changed = dearer.filter((_, at) => at % 2 === 0).length
        expect(counts(planChangesBetween(before, after))).toEqual([fresh.length, gone.length, changed])
        expect(counts(planChangesBetween(after, before))).toEqual([gone.length, fresh.length, changed])
      }),
    )
  })

  test('finds a row again by what it says where one version is from before rows kept their ids', () => {
    const [old, now] = [line('Bricks for the oven', 100), line('Bricks for the big oven', 120, 'a')]
    const { parts } = planChangesBetween(plan([old, line('Flour', 5)]), plan([line('Flour', 5, 'b'), now]))
    expect(parts).toHaveLength(1)
    expect(parts[0]?.rows.map(({ is, fields }) => [is, fields.map(({ name }) => name)])).toEqual([
      ['changed', ['what', 'unitPrice', 'fromErdf']],
    ])
  })

  test('begins with the sums', () => {
    const { totals } = planChangesBetween(plan([line('Bricks', 12_000, 'a')]), plan([line('Bricks', 12_500, 'a')]))
    expect(totals).toEqual([
      { name: 'cost', before: 1_200_000, after: 1_250_000 },
      { name: 'balance', before: -1_200_000, after: -1_250_000 },
    ])
  })

  test('does not blame a row for the new name of its initiative', () => {
    const job = (of: string) => ({
      id: 'j',
      kind: 'volunteer',
      fte: null,
      startsOn: null,
      who: en('Bakers'),
      initiative: en(of),
    })
    const before = plan([], { jobs: [job('Bread oven')] as never })
    const after = plan([], {
      initiatives: [initiative([], { title: en('Village oven') })],
      jobs: [job('Village oven')] as never,
    })
    expect(planChangesBetween(before, after).parts.map(({ section }) => section)).toEqual(['initiatives'])
  })

  test('compares a plan of 300 lines in a moment, even where none has an id', () => {
    const many = (euros: number) =>
      Array.from({ length: 300 }, (_, at) => line(`Bricks and mortar, load ${at}`, euros + at))
    const before = process.threadCpuUsage()
    expect(counts(planChangesBetween(plan(many(10)), plan(many(11))))).toEqual([0, 0, 300])
    expect(secondsSince(before)).toBeLessThan(5)
  })
})

describe('the words that differ', () => {
  test('give both texts back, whatever the language and the signs in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const pieces = diffParagraphs('lv', before, after)
        const said = (...kinds: string[]) =>
          pieces
            .filter(({ is }) => kinds.includes(is))
            .map(({ text }) => text)
            .join('')
        const bare = (text: string) => text.replace(/\s+/g, '')
        expect(bare(said('same', 'removed'))).toBe(bare(before))
        expect(bare(said('same', 'added'))).toBe(bare(after))
      }),
    )
  })

  test('are whole words, and paragraphs that stay are folded', () => {
    const before = { source: 'lv', lv: 'Zivis un maize ostā.\n\nOtrā rindkopa.\n\nTrešā rindkopa.' } as const
    const after = { source: 'lv', lv: 'Zivis un zupa ostā.\n\nOtrā rindkopa.\n\nTrešā rindkopa.' } as const
    expect(textChange('lv', before, after).paragraphs).toEqual([
      {
        pieces: [
          { is: 'same', text: 'Zivis un ' },
          { is: 'removed', text: 'maize' },
          { is: 'added', text: 'zupa' },
          { is: 'same', text: ' ostā.' },
        ],
      },
      { unchanged: 2 },
    ])
  })

  test('are compared in one language, never the text of one with the text of another', () => {
    const lv: Multilingual = { source: 'lv', lv: 'Maize' }
    expect(textChange('et', lv, { ...lv, et: 'Leib' })).toEqual({ lang: 'lv', paragraphs: [], others: ['et'] })
    const change = textChange('et', { ...lv, et: 'Leib' }, { ...lv, lv: 'Rupjmaize', et: 'Leib' })
    expect(change).toEqual({ lang: 'et', paragraphs: [], others: ['lv'] })
    expect(textChange('et', lv, en('Bread')).paragraphs).toEqual([
      {
        pieces: [
          { is: 'removed', text: 'Maize', lang: 'lv' },
          { is: 'added', text: 'Bread', lang: 'en' },
        ],
      },
    ])
  })

  test('of two long texts that share nothing do not keep anybody waiting', () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join(' ')
    const before = process.threadCpuUsage()
    expect(diffParagraphs('en', long('a'), long('b')).map(({ is }) => is)).toEqual(['removed', 'added'])
    expect(secondsSince(before)).toBeLessThan(5)
  })

  test('are not looked for among thousands of paragraphs, of which each is another', () => {
    const text = (word: string) => Array.from({ length: 4000 }, (_, at) => `${word}${at}`).join('\n')
    const before = process.threadCpuUsage()
    const { paragraphs } = textChange('en', en(text('a')), en(text('b')))
    expect(secondsSince(before)).toBeLessThan(1)
    expect(paragraphs).toHaveLength(8000)
  })
})
