import { locales, type Locale, type Multilingual } from '#lib/locale.ts'
import { confirmTranslation, translationState, setTranslation } from '#lib/text.ts'

/** What was typed of one text in its three languages, side by side. */
export type Three = Record<Locale, string>

export const threeOf = (text: Multilingual | null | undefined): Three => ({
  lv: text?.lv ?? '',
  et: text?.et ?? '',
  en: text?.en ?? '',
})

/** The text as typed in all three languages at once: who saw them together says that they fit each other. */
export function writeThree(first: Locale, before: Multilingual | null, typed: Three): Multilingual | null {
  const original = before?.source ?? first
  const order = [original, ...locales.filter((locale) => locale !== original)]
  const written = order.reduce<Multilingual | null>(
    (text, locale) => setTranslation(locale, text, typed[locale]),
    before,
  )
  return written && locales.reduce<Multilingual>((text, locale) => confirmTranslation(locale, text), written)
}

/** The languages a text cannot be read in yet. */
export const lacking = (text: Multilingual | null | undefined): Locale[] =>
  locales.filter((locale) => !text || ['missing', 'draft'].includes(translationState(locale, text)))
