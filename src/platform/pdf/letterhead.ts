import type { Locale } from '#platform/i18n/locale.ts'
import type { DatedDocument, Letterhead } from './document.ts'

/** When what is printed was decided. */
export interface PlanDecision {
  at: Date
}

/** The words of the project's documents in each language. */
export type Publicity = Letterhead['publicity']

/** The head of a document: its language, its title, the publicity of the programme, and the moment it is dated with. */
export const letterhead = (lang: Locale, title: string, publicity: Publicity, { at }: PlanDecision): Letterhead => ({
  lang,
  title,
  publicity,
  dated: datedAt(at),
})

// Typst writes the time of a document as if it were in Greenwich.
const datedAt = (at: Date): DatedDocument => ({
  year: at.getUTCFullYear(),
  month: at.getUTCMonth() + 1,
  day: at.getUTCDate(),
  hour: at.getUTCHours(),
  minute: at.getUTCMinutes(),
  second: at.getUTCSeconds(),
})
