/** What one save changed of a subject, so that it can be taken back: rows as they stood before, and those it made. */
export interface Revision {
  version: number
  before: RowBefore[]
  /** The id of each row that it made, by the key it was typed under. */
  created: Record<string, string>
  /** How many rows it removed. */
  removed: number
  savedAt: Date
  savedBy: string | null
  saverName: string | null
}

export type RowBefore = Record<string, unknown> & { id: string }

/** The saves between two versions, newest first; null where one of them was not kept. */
export function revisionsBetween(saves: readonly Revision[], seen: number, current: number): Revision[] | null {
  const between = saves.filter(({ version }) => version < current)
  return between.length === current - seen ? between : null
}

/** The names of those who saved, other than this person. */
export const otherAuthors = (personId: string, saves: readonly Revision[]): string[] =>
  saves.flatMap(({ savedBy, saverName }) => (savedBy === personId || saverName === null ? [] : [saverName]))
