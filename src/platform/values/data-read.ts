/** What kind of personal data was shown; each has its words in `privacy:kinds`. */
export const readKinds = [
  'registrations',
  'attendance',
  'travellers',
  'meeting',
  'people',
  'letter',
  'evidence',
  'request',
] as const
export type ReadKind = (typeof readKinds)[number]
export type ReadHow = 'page' | 'csv' | 'xlsx' | 'pdf' | 'file'

/** Personal data that an answer shows to somebody who is signed in. */
export interface DataRead {
  kind: ReadKind
  /** The one person or thing it is about, where it is one. */
  subjectId?: string | null
  /** The territory it belongs to. */
  placeId?: string | null
  /** How many people, or files, it shows. */
  rows: number
  how: ReadHow
}
