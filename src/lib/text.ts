import { locales, type Locale, type Multilingual } from './locale.ts'

/** A text as one reader gets it: in their language, or in the one it was written in. */
export interface Said {
  text: string
  lang: Locale
}

/** The text for a reader of `locale`: theirs if it exists, else the original. Empty where nothing is written. */
export function sayIn(locale: Locale, text: Multilingual | null | undefined): Said {
  const own = text?.[locale]
  if (own !== undefined) return { text: own, lang: locale }
  return text ? { text: text[text.source] ?? '', lang: text.source } : { text: '', lang: locale }
}

/** The text with what was typed in one language put in; null once it is empty in every language. */
export function writeIn(locale: Locale, text: Multilingual | null, typed: string): Multilingual | null {
  const { source: _, ...others } = text ?? { source: locale }
  const written = Object.entries({ ...others, [locale]: typed }).filter(([, words]) => words !== '')
  const said: Partial<Record<Locale, string>> = Object.fromEntries(written)

  const original =
    text && said[text.source] !== undefined ? text.source : locales.find((each) => said[each] !== undefined)
  return original ? { source: original, ...said } : null
}
