import type { Assessment } from '#modules/assessments/assessment/assessment.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export const swotKinds = ['strength', 'weakness', 'opportunity', 'threat'] as const
export type SwotKind = (typeof swotKinds)[number]

/** As many of each kind as a meeting ranks. */
export const mostPerKind = 5

/** One thing that a meeting said of its parish, 1 the weightiest of its kind. */
export interface SwotItem {
  id: string
  kind: SwotKind
  rank: number
  text: Multilingual
  votes: number | null
}

/** What the meetings of one assessment ranked; version 0 before anything was. */
export interface Swot extends Pick<
  Assessment,
  'parishId' | 'territoryId' | 'parishSlug' | 'parishNames' | 'round' | 'state'
> {
  assessmentId: string
  version: number
  public: boolean
  savedAt: Date | null
  saverName: string | null
  items: SwotItem[]
}

export const isSwotKind = (text: unknown): text is SwotKind => swotKinds.includes(text as SwotKind)

/** A row of the form as typed: of an item there is, which had its place, or of a new one of a kind. */
export interface RankedRow {
  key: string
  kind: SwotKind
  text: Multilingual
  rank: number | null
  was: number | null
  votes: number | null
}

/** A ranked row as it is kept. */
export type RankedItem = Omit<RankedRow, 'was' | 'rank'> & { rank: number }

// Who takes a place that another has goes before it on the way up, and behind it on the way down.
const weightOf = ({ rank, was }: RankedRow) =>
  rank === null ? Number.MAX_SAFE_INTEGER : rank + (was === null ? 0 : Math.sign(rank - was) / 2)

/** The rows in the order of their ranks, those with none behind, numbered anew in each kind. */
export function inRankOrder(rows: readonly RankedRow[]): RankedItem[] {
  return swotKinds.flatMap((kind) =>
    rows
      .filter((row) => row.kind === kind)
      .toSorted((a, b) => weightOf(a) - weightOf(b))
      .map(({ was: _, ...row }, at) => ({ ...row, rank: at + 1 })),
  )
}
