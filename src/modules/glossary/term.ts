import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { locales } from '#platform/i18n/locale.ts'

/** A word of the field as it is to be said in each language; empty where nobody knows yet. */
export interface Term extends Record<Locale, string> {
  id: string
  version: number
  note: string
}

const letters = /\p{L}+/gu
const wordsOf = (text: string): string[] => text.toLowerCase().match(letters) ?? []

// Latvian and Estonian words change their endings: a word is met again by its beginning, short words only whole.
const beginning = (word: string) => (word.length < 5 ? word : word.slice(0, Math.max(4, word.length - 2)))
const fits = (word: string | undefined, wanted: string) =>
  word !== undefined && (wanted.length < 5 ? word === wanted : word.startsWith(beginning(wanted)))

/** The terms whose words stand in one of the texts, each looked for in the text's own language. */
export function termsIn(terms: readonly Term[], texts: readonly Multilingual[]): Term[] {
  const said = Object.fromEntries(
    locales.map((locale) => [
      locale,
      texts.filter(({ source }) => source === locale).map((text) => wordsOf(text[locale] ?? '')),
    ]),
  ) as Record<Locale, string[][]>
  return terms.filter((term) =>
    locales.some((locale) => {
      const wanted = wordsOf(term[locale])
      return wanted.length > 0 && said[locale].some((words) => holds(words, wanted))
    }),
  )
}

const holds = (words: readonly string[], wanted: readonly string[]) =>
  words.some((_, at) => wanted.every((each, next) => fits(words[at + next], each)))

/** Terms that say something like it in any language, whatever the diacritics. */
export const termsLike = (terms: readonly Term[], asked: string): Term[] =>
  terms.filter((term) => locales.some((locale) => folded(term[locale]).includes(folded(asked))))

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
