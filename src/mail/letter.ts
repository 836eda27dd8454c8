import type { Locale } from '#lib/locale.ts'

/** A part of a letter: a paragraph, a link standing by itself to one of the portal's own paths, or labelled facts. */
export type LetterPart = string | { link: string; to: string } | { facts: [label: string, value: string][] }

/** A letter to one person, in their language; its words are final when it is posted. */
export interface Letter {
  to: string
  locale: Locale
  personId?: string | null
  /** Names what the letter tells of: each recipient gets it once, however often it is posted. */
  once: string
  subject: string
  parts: LetterPart[]
  /** An iCalendar file that goes with it. */
  calendar?: string | null
}
