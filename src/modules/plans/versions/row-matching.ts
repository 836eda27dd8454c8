import { canonicalJson } from '#platform/values/canonical.ts'
import type { SnapshotRow } from './comparable-fields.ts'

export interface RowMatching {
  /** The same row before and after, in the order of those after. */
  pairs: [before: SnapshotRow, after: SnapshotRow][]
  removed: SnapshotRow[]
  added: SnapshotRow[]
}

const alike = 0.5
const mostComparisons = 250_000

/**
 * Which row of one version is which of another: the one with the same id. Where a version is from before rows kept
 * their ids, the one that says the same, or else most of the same.
 */
export function matchRows(
  before: readonly SnapshotRow[],
  after: readonly SnapshotRow[],
  fields: readonly string[],
): RowMatching {
  const known = new Map(before.flatMap((row) => (row.id === undefined ? [] : [[row.id, row] as const])))
  const twins = new Map<SnapshotRow, SnapshotRow>()
  for (const row of after) {
    const twin = row.id === undefined ? undefined : known.get(row.id)
    if (twin) twins.set(row, twin)
  }
  const without = () => {
    const taken = new Set(twins.values())
    return { removed: before.filter((row) => !taken.has(row)), added: after.filter((row) => !twins.has(row)) }
  }
  matchEqual(without(), fields, twins)
  matchAlike(without(), fields, twins)
  const pairs = after.flatMap((row): [SnapshotRow, SnapshotRow][] =>
    twins.has(row) ? [[twins.get(row) as SnapshotRow, row]] : [],
  )
  return { pairs, ...without() }
}

type Rest = Pick<RowMatching, 'removed' | 'added'>

// Two rows with ids of their own are two rows, however alike.
const mayMatch = (a: SnapshotRow, b: SnapshotRow) => a.id === undefined || b.id === undefined

function matchEqual({ removed, added }: Rest, fields: readonly string[], twins: Map<SnapshotRow, SnapshotRow>) {
  const said = (row: SnapshotRow) => canonicalJson(fields.map((field) => row[field] ?? null))
  const left = Map.groupBy(removed, said)
  for (const row of added) {
    const same = left.get(said(row)) ?? []
    const at = same.findIndex((each) => mayMatch(each, row))
    const [twin] = at < 0 ? [] : same.splice(at, 1)
    if (twin) twins.set(row, twin)
  }
}

function matchAlike({ removed, added }: Rest, fields: readonly string[], twins: Map<SnapshotRow, SnapshotRow>) {
  if (removed.length * added.length > mostComparisons) return
  const words = new Map([...removed, ...added].map((row) => [row, wordsOf(row, fields)]))
  const near = removed.flatMap((a) =>
    added.flatMap((b) => {
      const likeness = mayMatch(a, b) ? likenessOf(words.get(a) ?? new Set(), words.get(b) ?? new Set()) : 0
      return likeness >= alike ? [{ a, b, likeness }] : []
    }),
  )
  const taken = new Set<SnapshotRow>()
  for (const { a, b } of near.toSorted((one, other) => other.likeness - one.likeness)) {
    if (taken.has(a) || twins.has(b)) continue
    taken.add(a)
    twins.set(b, a)
  }
}

const wordsOf = (row: SnapshotRow, fields: readonly string[]) =>
  new Set(JSON.stringify(fields.map((field) => row[field] ?? null)).match(/[\p{L}\p{N}]+/gu))

/** How much of their words two rows share: 1 all of them, 0 none. */
function likenessOf(a: Set<string>, b: Set<string>): number {
  const all = a.size + b.size
  return all === 0 ? 0 : (2 * a.intersection(b).size) / all
}
