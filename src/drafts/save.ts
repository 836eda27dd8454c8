/** What one save changed of a subject, so that it can be taken back: rows as they stood before, and those it made. */
export interface Save {
  version: number
  was: Was[]
  /** The id of each row that it made, by the key it was typed under. */
  born: Record<string, string>
  /** How many rows it removed. */
  removed: number
  savedAt: Date
  savedBy: string | null
  saverName: string | null
}

export type Was = Record<string, unknown> & { id: string }

/** The saves between two versions, newest first; null where one of them was not kept. */
export function savesBetween(saves: readonly Save[], seen: number, current: number): Save[] | null {
  const between = saves.filter(({ version }) => version < current)
  return between.length === current - seen ? between : null
}

/** The names of those who saved, other than this person. */
export const saversBeside = (personId: string, saves: readonly Save[]): string[] =>
  saves.flatMap(({ savedBy, saverName }) => (savedBy === personId || saverName === null ? [] : [saverName]))
