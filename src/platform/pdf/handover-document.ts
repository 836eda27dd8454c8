import type { Locale } from '#platform/i18n/locale.ts'
import type { Letterhead, Prose, TextRun, Table } from './document.ts'

/** One of the two languages that stand side by side. */
export interface HandoverSide {
  lang: Locale
  title: string
  facts: [string, TextRun][]
  notes: TextRun[]
  terms: { title: string; prose: Prose } | null
}

/** A handover that two parties sign, in two languages side by side; tables have both in each cell. */
export interface HandoverDocument extends Letterhead {
  number: string
  draft: string | null
  sides: [HandoverSide, HandoverSide]
  tables: Table[]
  signatures: { heading: TextRun; parties: { title: TextRun; lines: [TextRun, string][] }[] }
  foot: { left: string; right: string }
}
