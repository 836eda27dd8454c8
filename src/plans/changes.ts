import { locales, type Multilingual } from '#lib/locale.ts'
import type { Cents } from '#lib/money.ts'
import { inInitiative, inPlan, ofInitiatives, type Described, type Field, type Row } from './described.ts'
import { totalsOf } from './finance.ts'
import { matchingOf } from './matching.ts'
import type { Snapshot } from './snapshot.ts'

export interface FieldChange {
  name: string
  field: Field
  before: unknown
  after: unknown
}

/** One row that is in one version only, with all it says, or one that says something else in the other. */
export interface RowChange {
  is: 'added' | 'removed' | 'changed'
  title: { field: Field; value: unknown }
  fields: FieldChange[]
}

/** What changed in one section, or in that section of one initiative. */
export interface Part extends Pick<Described, 'section' | 'words'> {
  initiative: Multilingual | null
  rows: RowChange[]
}

export interface TotalChange {
  name: 'cost' | 'investment' | 'income' | 'balance'
  before: Cents
  after: Cents
}

export interface Changes {
  totals: TotalChange[]
  parts: Part[]
}

/** What a plan says in one version and not in another, section by section and field by field. */
export function changesBetween(before: Snapshot, after: Snapshot): Changes {
  const initiatives = bySlug(before, after)
  const named = { before: slugsOf(before), after: slugsOf(after) }
  const rows = (described: Described, one: unknown, other: unknown) =>
    changedRows(described, one as Row[] | undefined, other as Row[] | undefined, named)

  const own = initiatives.pairs.flatMap(([one, other]) =>
    Object.entries(inInitiative).map(([key, described]) => {
      const part = { section: described.section, words: described.words, initiative: other['title'] as Multilingual }
      return { ...part, rows: rows(described, one[key], other[key]) }
    }),
  )
  const shared = inPlan.map((described) => {
    const part = { section: described.section, words: described.words, initiative: null }
    return { ...part, rows: rows(described, described.rows(before), described.rows(after)) }
  })
  const { section, words } = ofInitiatives
  const first = { section, words, initiative: null, rows: rowChanges(ofInitiatives, initiatives, named) }
  return {
    totals: totalChanges(before, after),
    parts: [first, ...own, ...shared].filter((part) => part.rows.length > 0),
  }
}

export const isEmpty = ({ totals, parts }: Changes): boolean => totals.length === 0 && parts.length === 0

type Slugs = ReadonlyMap<string, string>
type Named = { before: Slugs; after: Slugs }

const said = (text: Multilingual | null | undefined) => JSON.stringify(locales.map((locale) => text?.[locale] ?? ''))

// Rows name their initiative by its title, which may change; its slug does not.
const slugsOf = ({ initiatives }: Snapshot): Slugs => new Map(initiatives.map(({ slug, title }) => [said(title), slug]))

function bySlug(before: Snapshot, after: Snapshot) {
  const keyed = ({ initiatives }: Snapshot) => initiatives.map((each): Row => ({ ...each, id: each.slug }))
  return matchingOf(keyed(before), keyed(after), ['slug'])
}

const changedRows = (described: Described, before: readonly Row[] = [], after: readonly Row[] = [], named: Named) =>
  rowChanges(described, matchingOf(before, after, Object.keys(described.fields)), named)

function rowChanges(described: Described, { pairs, removed, added }: ReturnType<typeof matchingOf>, named: Named) {
  const whole = (is: 'added' | 'removed', row: Row): RowChange => ({
    is,
    title: titleOf(described, row),
    fields: fieldChanges(described, is === 'added' ? {} : row, is === 'added' ? row : {}, named),
  })
  const changed = pairs.flatMap(([one, other]): RowChange[] => {
    const fields = fieldChanges(described, one, other, named)
    return fields.length === 0 ? [] : [{ is: 'changed', title: titleOf(described, other), fields }]
  })
  return [...changed, ...added.map((row) => whole('added', row)), ...removed.map((row) => whole('removed', row))]
}

const titleOf = ({ title, fields }: Described, row: Row) => ({
  field: fields[title] ?? { kind: 'plain' as const },
  value: row[title] ?? null,
})

function fieldChanges({ fields }: Described, one: Row, other: Row, named: Named): FieldChange[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const [before, after] = [one[name] ?? null, other[name] ?? null]
    return isSame(field, before, after, named) ? [] : [{ name, field, before, after }]
  })
}

function isSame({ kind }: Field, before: unknown, after: unknown, named: Named): boolean {
  const texts = [before, after] as [Multilingual | null, Multilingual | null]
  if (kind === 'text') return said(texts[0]) === said(texts[1])
  if (kind === 'initiative') return slugIn(named.before, texts[0]) === slugIn(named.after, texts[1])
  return (before ?? '') === (after ?? '')
}

const slugIn = (slugs: Slugs, title: Multilingual | null) => (title ? (slugs.get(said(title)) ?? said(title)) : '')

function totalChanges(before: Snapshot, after: Snapshot): TotalChange[] {
  const [old, now] = [before, after].map(({ initiatives }) => totalsOf(initiatives.flatMap(({ lines }) => lines)))
  if (!old || !now) return []
  const names = ['cost', 'investment', 'income', 'balance'] as const
  return names.flatMap((name) => (old[name] === now[name] ? [] : [{ name, before: old[name], after: now[name] }]))
}
