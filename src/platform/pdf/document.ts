import type { Inline } from '#platform/values/markdown.ts'
import type { Locale } from '#platform/i18n/locale.ts'

/** Running text; a stretch in another language than the document's names it, and may carry a small mark saying so. */
export type TextRun = (Inline | { strong: TextRun } | { lang: Locale; of: TextRun } | { small: string })[]

export type Prose = ({ paragraph: TextRun } | { list: Prose[]; ordered: boolean })[]

export interface TableColumn {
  head: string
  number?: boolean
  /** As wide as its longest cell, or a share of what is left. */
  width: 'fit' | number
}

export interface Table {
  caption: TextRun
  columns: TableColumn[]
  rows: TextRun[][]
  /** Rows at the end, set apart; they do not repeat on every page. */
  totals: TextRun[][]
}

/** A part of a printed document, from top to bottom. */
export type DocumentPart =
  | { heading: TextRun; level: 1 | 2 | 3 }
  | { lead: TextRun }
  | { note: TextRun }
  | { prose: Prose; lang?: Locale }
  | { facts: [string, TextRun][] }
  | { bullets: TextRun[] }
  | { table: Table }
  /** Lines to sign on, each with who signs there and what is known of it already. */
  | { signatures: [who: string, known: TextRun][] }
  /** On pages of their own, turned on their side for wide tables. */
  | { wide: DocumentPart[] }

/** What stands on every document of the project, and where its date comes from. */
export interface Letterhead {
  lang: Locale
  title: string
  publicity: { union: string; fund: string; programme: string; incomplete: string }
  /** When what is printed was decided, in UTC; the same every time it is printed. */
  dated: DatedDocument | null
}

export interface DatedDocument {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

export interface PrintedDocument extends Letterhead {
  over: string
  name: TextRun
  facts: [string, TextRun][]
  /** A word across each page of what is not in force. */
  draft: string | null
  /** The heading of a list of what is in it; null where it is short. */
  contents: string | null
  foot: { left: string; right: string }
  parts: DocumentPart[]
}
