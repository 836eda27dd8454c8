import { describe, expect, test } from 'vitest'
import { containsPersonalCode } from '#platform/values/personal-code.ts'
import { locales, type Multilingual } from '#platform/i18n/locale.ts'
import { parishes, project } from '../../seeds/places/reference.ts'
import { plan, type DemoFinanceLine, type PlannedInitiative } from '../../seeds/plans/schema.ts'
import { readPlans } from '../../seeds/plans/seed.ts'
import { readStory } from '../../seeds/story.ts'

const demoParishes = readPlans()
const finished = demoParishes.filter(({ stage }) => ['submitted', 'returned', 'approved', 'in_change'].includes(stage))
const planned = finished.flatMap((parish) =>
  parish.initiatives
    .filter(({ state }) => state === 'drafting')
    .map((initiative) => ({ parish, initiative, slug: initiative.slug })),
)
const all = demoParishes.flatMap(({ initiatives }) => initiatives)

// In whole hundredths, so that 38.5 kg at 21.80 € is not rounded by the machine's fractions.
const amount = ({ quantity, unitPrice }: DemoFinanceLine) =>
  Math.floor((Math.round(quantity * 100) * unitPrice + 50) / 100)
const covered = ({ sources }: DemoFinanceLine) =>
  Object.values(sources).reduce((total: number, each: number) => total + each, 0)

const texts = (value: unknown): Multilingual[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('source' in value) return [value as Multilingual]
  return Object.values(value).flatMap(texts)
}

describe('The story a demonstration portal tells', () => {
  test('every parish has its page, and each stage of a plan can be seen somewhere', () => {
    expect(demoParishes.map(({ parish }) => parish).sort()).toEqual(parishes.map(({ slug }) => slug).sort())
    const stages = ['nothing', 'ideas', 'draft', 'submitted', 'returned', 'approved', 'in_change']
    expect(stages.filter((stage) => !demoParishes.some((parish) => parish.stage === stage))).toEqual([])
  })

  test('each initiative has an address of its own', () => {
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length)
    expect(all.filter(({ slug }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([])
  })

  test.each(planned)('the plan of $slug lacks nothing that a submission needs', ({ initiative }) => {
    const needed: (keyof PlannedInitiative)[] = [
      'description',
      'responsible',
      'startsOn',
      'place',
      'serves',
      'provider',
      'risks',
      'sustainability',
    ]
    expect(needed.filter((field) => !initiative[field])).toEqual([])
    expect(initiative.targetGroups.length).toBeGreaterThan(0)
    expect(initiative.actions.length).toBeGreaterThan(0)
    expect(initiative.finance.length).toBeGreaterThan(0)
    const startsOn = initiative.startsOn ?? ''
    expect(startsOn >= project.startsOn && startsOn <= project.endsOn).toBe(true)
  })

  test.each(planned)('every line of $slug is paid for to the cent', ({ initiative }) => {
    expect(initiative.finance.filter((line) => covered(line) !== amount(line))).toEqual([])
    expect(
      initiative.finance.filter(({ quantity }) => Math.abs(quantity * 100 - Math.round(quantity * 100)) > 1e-9),
    ).toEqual([])
  })

  test.each(planned)('the municipality’s part in $slug is recorded, even if it is none', ({ parish, initiative }) => {
    const recorded = parish.cooperations.filter((each) => each.initiative === initiative.slug)
    expect(recorded).toHaveLength(1)
    expect(recorded.filter(({ kind, reason }) => kind === 'none' && !reason)).toEqual([])
  })

  test('whatever an initiative, an agreement or advice refers to exists in its parish', () => {
    for (const { initiatives, resources, cooperations, advice } of demoParishes) {
      const slugs = initiatives.map(({ slug }) => slug)
      const keys = resources.map(({ key }) => key)
      expect(
        initiatives.flatMap((each) => each.resources.map(({ key }) => key)).filter((key) => !keys.includes(key)),
      ).toEqual([])
      expect(
        [...cooperations, ...advice].filter(({ initiative }) => initiative && !slugs.includes(initiative)),
      ).toEqual([])
    }
  })

  test('a returned plan says what is missing, and a dropped initiative why', () => {
    expect(demoParishes.filter(({ stage, returnNote }) => (stage === 'returned') !== Boolean(returnNote))).toEqual([])
    expect(all.filter(({ state, dropReason }) => (state === 'dropped') !== Boolean(dropReason))).toEqual([])
  })

  test('Värska’s newer draft has exactly one initiative that its approved plan has not', () => {
    const added = demoParishes.filter(({ initiatives }) => initiatives.some(({ addedInChange }) => addedInChange))
    expect(added.map(({ parish, stage }) => [parish, stage])).toEqual([['varska', 'in_change']])
  })

  test.each(['gaujiena', 'engure', 'varska'])(
    'at least half of what %s wrote can be read in all three languages',
    (slug) => {
      const written = texts(demoParishes.find(({ parish }) => parish === slug))
      const complete = written.filter((text) => locales.every((locale) => text[locale]))
      expect(complete.length * 2).toBeGreaterThanOrEqual(written.length)
    },
  )

  test('every text exists in the language it was written in, and none holds a personal code', () => {
    const written = texts(demoParishes)
    expect(written.filter((text) => !text[text.source])).toEqual([])
    expect(containsPersonalCode(JSON.stringify(demoParishes))).toBe(false)
  })

  const told = { parish: 'engure', intro: { source: 'lv', lv: 'Pagasts pie jūras.' }, stage: 'ideas', initiatives: [] }
  const needing = {
    initiative: 'x',
    kind: 'none',
    municipalityGives: told.intro,
    communityGives: told.intro,
    contact: '',
  }
  test.each([
    ['a parish that is not there', { ...told, parish: 'engur' }, 'parish: there is no such parish'],
    [
      'a day that is in no calendar',
      { ...told, cooperations: [{ ...needing, from: '2020-02-30' }] },
      'cooperations.0.from: ',
    ],
    [
      'a text without the language it was written in',
      { ...told, intro: { source: 'et', lv: 'Pagasts pie jūras.' } },
      'intro: the language it was first written in is missing',
    ],
    ['a field that nobody reads', { ...told, intr: told.intro }, 'Unrecognized key: "intr"'],
  ])('whoever writes %s learns in one sentence which file to mend, and where', (_, content, where) => {
    expect(() => readStory('plans/engure.json', plan, content)).toThrow(`seeds/plans/engure.json cannot be told: `)
    expect(() => readStory('plans/engure.json', plan, content)).toThrow(where)
  })

  test('whoever names a file that is not there, or is no JSON, learns which', () => {
    expect(() => readStory('plans/nowhere.json', plan)).toThrow('seeds/plans/nowhere.json cannot be read')
    expect(() => readStory('glossary/glossary.tsv', plan)).toThrow('seeds/glossary/glossary.tsv cannot be read')
  })
})
