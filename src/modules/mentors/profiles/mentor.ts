import type { Topic } from '#modules/advice/sessions/session.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** Languages a mentor may speak: those of both countries, Võro and Seto counted as one. */
export const spokenLanguages = ['lv', 'et', 'en', 'ru', 'vro'] as const
export type SpokenLanguage = (typeof spokenLanguages)[number]

/** What a mentor tells of themselves. It is public only if they chose so themselves. */
export interface Profile {
  expertise: Topic[]
  skills: Multilingual | null
  speaks: SpokenLanguage[]
  organisation: string
  about: Multilingual | null
}

export interface Mentor extends Profile {
  id: string
  version: number
  personId: string
  name: string
  slug: string
  published: boolean
}

/** Somebody who is or was a mentor. */
export interface KnownMentor {
  personId: string
  name: string
  /** Territories in which they are assigned, or will be. */
  territoryIds: string[]
}
