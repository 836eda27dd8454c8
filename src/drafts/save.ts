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

/** The saves since a version, newest first; null where one of them was not kept. */
export const allSince = (saves: Save[], seen: number, current: number): Save[] | null =>
  saves.length === current - seen ? saves : null

/** The names of those who saved, other than this person. */
export const saversBeside = (personId: string, saves: readonly Save[]): string[] =>
  saves.flatMap(({ savedBy, saverName }) => (savedBy === personId || saverName === null ? [] : [saverName]))
