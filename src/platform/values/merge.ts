import { isDeepStrictEqual } from 'node:util'
import { diff3Merge } from 'node-diff3'

export type RowValues = Record<string, unknown>

/** A row of a form: its key, and what is typed in its fields. */
export interface KeyedRow {
  key: string
  input: RowValues
}

/** Where two people changed the same: a field of a row, or, with no field, a row that one of them removed (undefined). */
export interface MergeConflict {
  key: string
  field: string | null
  mine: unknown
  theirs: unknown
}

export interface MergeResult {
  rows: KeyedRow[]
  clashes: MergeConflict[]
}

const isNothing = (value: unknown) => value === null || value === undefined || value === ''
const same = (a: unknown, b: unknown) => (isNothing(a) && isNothing(b)) || isDeepStrictEqual(a, b)

/** A text that two people changed in different paragraphs; null where they changed the same one. */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  // What lies between paragraphs are parts of their own, so that neighbours count as apart.
  const [a, o, b] = [mine, base, theirs].map((text) => text.split(/(\n+)/)) as [string[], string[], string[]]
  const parts = diff3Merge(a, o, b, { excludeFalseConflicts: true })
  return parts.some((part) => part.conflict) ? null : parts.flatMap((part) => part.ok ?? []).join('')
}

// A list of choices: both people's additions, without what either took away.
const mergeChoices = (base: unknown[], mine: unknown[], theirs: unknown[]) => [
  ...mine.filter((each) => theirs.includes(each) || !base.includes(each)),
  ...theirs.filter((each) => !mine.includes(each) && !base.includes(each)),
]

/** One value of two people's; undefined where both changed it, and differently. */
function mergeValue(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, theirs) || same(theirs, base)) return mine ?? null
  if (same(mine, base)) return theirs
  if (Array.isArray(mine) && Array.isArray(theirs)) return mergeChoices(Array.isArray(base) ? base : [], mine, theirs)
  const texts = [base, mine, theirs]
  if (!texts.every((text) => typeof text === 'string')) return undefined
  return mergeText(...(texts as [string, string, string])) ?? undefined
}

/** The fields of one row as two people changed them since they both saw `base`; mine where both changed the same. */
export function mergeValues(
  base: RowValues,
  mine: RowValues,
  theirs: RowValues,
): { input: RowValues; clashes: string[] } {
  const input: RowValues = {}
  const clashes: string[] = []
  for (const field of Object.keys(mine)) {
    const merged = mergeValue(base[field], mine[field], theirs[field])
    if (merged === undefined) clashes.push(field)
    input[field] = merged === undefined ? mine[field] : merged
  }
  return { input, clashes }
}

const byKey = (rows: readonly KeyedRow[]) => new Map(rows.map(({ key, input }) => [key, input]))
const changed = (row: RowValues, base: RowValues) => Object.keys(row).some((field) => !same(row[field], base[field]))

/**
 * The rows of a form as two people changed them since they both saw `base`. What does not touch is put together; where
 * it does, mine stands, and the clash says what theirs is. A row removed by one and changed by the other is kept.
 */
export function mergeRows(
  base: readonly KeyedRow[],
  mine: readonly KeyedRow[],
  theirs: readonly KeyedRow[],
): MergeResult {
  const [known, own, other] = [byKey(base), byKey(mine), byKey(theirs)]
  const rows: KeyedRow[] = []
  const clashes: MergeConflict[] = []
  for (const key of orderOf(base, mine, theirs)) {
    const [b, m, t] = [known.get(key), own.get(key), other.get(key)]
    if (m && t) {
      const { input, clashes: fields } = mergeValues(b ?? {}, m, t)
      rows.push({ key, input })
      clashes.push(...fields.map((field) => ({ key, field, mine: m[field], theirs: t[field] })))
      continue
    }
    const left = m ?? t
    if (!left || (b && !changed(left, b))) continue
    rows.push({ key, input: left })
    if (b) clashes.push({ key, field: null, mine: m, theirs: t })
  }
  return { rows, clashes }
}

// Theirs is saved already and stays in its order, unless I put the rows that we both saw into another one.
function orderOf(base: readonly KeyedRow[], mine: readonly KeyedRow[], theirs: readonly KeyedRow[]): Set<string> {
  const [b, m, t] = [base, mine, theirs].map((rows) => rows.map(({ key }) => key)) as [string[], string[], string[]]
  const kept = b.filter((key) => m.includes(key))
  const moved = !isDeepStrictEqual(
    kept,
    m.filter((key) => b.includes(key)),
  )
  return new Set(moved ? [...m, ...t] : [...t, ...m])
}
