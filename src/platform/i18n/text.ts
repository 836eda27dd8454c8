import { locales, type Locale, type Multilingual } from './locale.ts'

/** A text as one reader gets it: in their language, or in the one it was written in. */
export interface LocalisedText {
  text: string
  lang: Locale
}

/** The text for a reader of `locale`: theirs if it is finished, else the original. Empty where nothing is written. */
export function localise(locale: Locale, text: Multilingual | null | undefined): LocalisedText {
  const own = text?.[locale]
  if (own !== undefined && !text?.drafts?.includes(locale)) return { text: own, lang: locale }
  return text ? { text: text[text.source] ?? '', lang: text.source } : { text: '', lang: locale }
}

/** What is written in one language alone, as a text of the language that what stands beside it was written in; null where it is empty. */
export const writtenIn = (source: Locale, text: string | null): Multilingual | null =>
  text ? { source, [source]: text } : null

/** The languages other than the reader's in which they get some of these texts. */
export const otherLanguages = (locale: Locale, texts: readonly (Multilingual | null | undefined)[]): Locale[] => {
  const said = texts.map((text) => localise(locale, text)).filter(({ text, lang }) => text !== '' && lang !== locale)
  return [...new Set(said.map(({ lang }) => lang))]
}

/**
 * The text with what was typed in one language put in; null once it is empty in every language. A new wording of the
 * original leaves each translation with the wording it was made from; a new translation is one of the original as it is.
 */
export function setTranslation(locale: Locale, text: Multilingual | null, typed: string): Multilingual | null {
  const words = wordsOf({ ...text, [locale]: typed })
  if (text && words[text.source] !== undefined) {
    const of = text[locale] === typed ? text.of : madeFrom(text, locale)
    return { source: text.source, ...words, ...marks(text.source, words, of, text.drafts) }
  }
  const source = locales.find((each) => words[each] !== undefined)
  return source ? { source, ...words, ...marks(source, words, {}, text?.drafts) } : null
}

// A translation written anew is made from the original as it is; a new original leaves the others behind.
function madeFrom(text: Multilingual, written: Locale): Multilingual['of'] {
  const of: Multilingual['of'] = Object.fromEntries(Object.entries(text.of ?? {}).filter(([each]) => each !== written))
  if (written !== text.source) return of
  return Object.fromEntries(locales.map((each) => [each, of[each] ?? text[text.source]]))
}

const wordsOf = (text: Partial<Multilingual>): Partial<Record<Locale, string>> =>
  Object.fromEntries(locales.flatMap((each) => (text[each] ? [[each, text[each]]] : [])))

// What says that a translation is outdated or unfinished, kept for translations there are, and nothing where none is.
function marks(
  source: Locale,
  words: Partial<Record<Locale, string>>,
  of: Multilingual['of'] = {},
  drafts: readonly Locale[] = [],
): Pick<Multilingual, 'of' | 'drafts'> {
  const translated = locales.filter((each) => each !== source && words[each] !== undefined)
  const outdated = translated.filter((each) => of[each] !== undefined && of[each] !== words[source])
  const unfinished = translated.filter((each) => drafts.includes(each))
  return {
    ...(outdated.length > 0 && { of: Object.fromEntries(outdated.map((each) => [each, of[each]])) }),
    ...(unfinished.length > 0 && { drafts: unfinished }),
  }
}

export const translationStates = ['missing', 'draft', 'outdated', 'done'] as const
export type TranslationState = (typeof translationStates)[number]

/** How a text stands in a language; the original itself is done. */
export function translationState(locale: Locale, text: Multilingual): TranslationState {
  if (text[locale] === undefined) return 'missing'
  if (text.drafts?.includes(locale)) return 'draft'
  return text.of?.[locale] === undefined ? 'done' : 'outdated'
}

/** The text with its translation said to be unfinished, or finished. */
export function markUnfinished(locale: Locale, text: Multilingual, unfinished: boolean): Multilingual {
  const { source, of = {}, drafts = [], ...words } = text
  const others = drafts.filter((each) => each !== locale)
  return { source, ...words, ...marks(source, words, of, unfinished ? [...others, locale] : others) }
}

/** The text with its translation said to be right although the original has changed. */
export function confirmTranslation(locale: Locale, text: Multilingual): Multilingual {
  const { source, of = {}, drafts, ...words } = text
  const { [locale]: _, ...others } = of
  return { source, ...words, ...marks(source, words, others, drafts) }
}

/** The same value with every text in it as readers get it: finished translations, without what translators know of them. */
export function withFinishedTranslations<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withFinishedTranslations) as T
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (isText(value)) {
    const { source, of: _, drafts = [], ...words } = value
    const finished = Object.entries(words).filter(([locale]) => !drafts.includes(locale as Locale))
    return { source, ...Object.fromEntries(finished) } as T
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withFinishedTranslations(each)])) as T
}

const isText = (value: object): value is Multilingual =>
  'source' in value && typeof value.source === 'string' && value.source in value
