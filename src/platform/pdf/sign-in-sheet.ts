import type { Letterhead, TextRun } from './document.ts'

/** A list for signing on one date: names that are known, rows for who comes besides, and a code that names the sheet. */
export interface SignInSheet extends Letterhead {
  draft: null
  over: string
  name: TextRun
  facts: [string, TextRun][]
  columns: { number: string; name: string; parish: string; signature: string }
  rows: { name: string; parish: TextRun }[]
  walkIns: { text: string; count: number }
  /** Who signs for the list as a whole: trainers and the organiser. */
  signers: { role: string; name: string }[]
  signature: string
  /** What happens to the names; it stands on every page. */
  note: string
  code: { qr: string; hint: string }
}
