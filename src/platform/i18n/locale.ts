export const locales = ['lv', 'et', 'en'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (text: unknown): text is Locale => locales.includes(text as Locale)

/** What people write, in as many of the languages as somebody has written it. `source` is the language it was first written in. */
export interface Multilingual {
  source: Locale
  lv?: string
  et?: string
  en?: string
  /** Of each translation made from an earlier wording of the original, that wording. */
  of?: Partial<Record<Locale, string>>
  /** Translations that are not finished: readers get the original until they are. */
  drafts?: Locale[]
}
