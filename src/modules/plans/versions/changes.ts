import { locales, type Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import {
  comparableInInitiative,
  comparableInPlan,
  comparableInitiatives,
  type ComparableSection,
  type ComparableField,
  type SnapshotRow,
} from './comparable-fields.ts'
import { financeTotals } from '#modules/plans/plan/finance.ts'
import { matchRows } from './row-matching.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'

export interface FieldChange {
  name: string
  field: ComparableField
  before: unknown
  after: unknown
}

/** One row that is in one version only, with all it says, or one that says something else in the other. */
export interface RowChange {
  is: 'added' | 'removed' | 'changed'
  title: { field: ComparableField; value: unknown }
  fields: FieldChange[]
}

/** What changed in one section, or in that section of one initiative. */
export interface SectionChanges extends Pick<ComparableSection, 'section' | 'words'> {
  initiative: Multilingual | null
  rows: RowChange[]
}

export interface TotalChange {
  name: 'cost' | 'investment' | 'income' | 'balance'
  before: Cents
  after: Cents
}

export interface PlanChanges {
  totals: TotalChange[]
  parts: SectionChanges[]
}

/** What a plan says in one version and not in another, section by section and field by field. */
export function planChangesBetween(before: PlanSnapshot, after: PlanSnapshot): PlanChanges {
  const initiatives = bySlug(before, after)
  const named = { before: slugsOf(before), after: slugsOf(after) }
  const rows = (described: ComparableSection, one: unknown, other: unknown) =>
    changedRows(described, one as SnapshotRow[] | undefined, other as SnapshotRow[] | undefined, named)

  const own = initiatives.pairs.flatMap(([one, other]) =>
    Object.entries(comparableInInitiative).map(([key, described]) => {
      const part = { section: described.section, words: described.words, initiative: other['title'] as Multilingual }
      return { ...part, rows: rows(described, one[key], other[key]) }
    }),
  )
  const shared = comparableInPlan.map((described) => {
    const part = { section: described.section, words: described.words, initiative: null }
    return { ...part, rows: rows(described, described.rows(before), described.rows(after)) }
  })
  const { section, words } = comparableInitiatives
  const first = { section, words, initiative: null, rows: rowChanges(comparableInitiatives, initiatives, named) }
  return {
    totals: totalChanges(before, after),
    parts: [first, ...own, ...shared].filter((part) => part.rows.length > 0),
  }
}

export const hasNoChanges = ({ totals, parts }: PlanChanges): boolean => totals.length === 0 && parts.length === 0

type Slugs = ReadonlyMap<string, string>
type Named = { before: Slugs; after: Slugs }

const said = (text: Multilingual | null | undefined) => JSON.stringify(locales.map((locale) => text?.[locale] ?? ''))

// Rows name their initiative by its title, which may change; its slug does not.
const slugsOf = ({ initiatives }: PlanSnapshot): Slugs =>
  new Map(initiatives.map(({ slug, title }) => [said(title), slug]))

function bySlug(before: PlanSnapshot, after: PlanSnapshot) {
  const keyed = ({ initiatives }: PlanSnapshot) => initiatives.map((each): SnapshotRow => ({ ...each, id: each.slug }))
  return matchRows(keyed(before), keyed(after), ['slug'])
}

const changedRows = (
  described: ComparableSection,
  before: readonly SnapshotRow[] = [],
  after: readonly SnapshotRow[] = [],
  named: Named,
) => rowChanges(described, matchRows(before, after, Object.keys(described.fields)), named)

function rowChanges(
  described: ComparableSection,
  { pairs, removed, added }: ReturnType<typeof matchRows>,
  named: Named,
) {
  const whole = (is: 'added' | 'removed', row: SnapshotRow): RowChange => ({
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

const titleOf = ({ title, fields }: ComparableSection, row: SnapshotRow) => ({
  field: fields[title] ?? { kind: 'plain' as const },
  value: row[title] ?? null,
})

function fieldChanges(
  { fields }: ComparableSection,
  one: SnapshotRow,
  other: SnapshotRow,
  named: Named,
): FieldChange[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const [before, after] = [one[name] ?? null, other[name] ?? null]
    return isSame(field, before, after, named) ? [] : [{ name, field, before, after }]
  })
}

function isSame({ kind }: ComparableField, before: unknown, after: unknown, named: Named): boolean {
  const texts = [before, after] as [Multilingual | null, Multilingual | null]
  if (kind === 'text') return said(texts[0]) === said(texts[1])
  if (kind === 'initiative') return slugIn(named.before, texts[0]) === slugIn(named.after, texts[1])
  return (before ?? '') === (after ?? '')
}

const slugIn = (slugs: Slugs, title: Multilingual | null) => (title ? (slugs.get(said(title)) ?? said(title)) : '')

function totalChanges(before: PlanSnapshot, after: PlanSnapshot): TotalChange[] {
  const [old, now] = [before, after].map(({ initiatives }) => financeTotals(initiatives.flatMap(({ lines }) => lines)))
  if (!old || !now) return []
  const names = ['cost', 'investment', 'income', 'balance'] as const
  return names.flatMap((name) => (old[name] === now[name] ? [] : [{ name, before: old[name], after: now[name] }]))
}
