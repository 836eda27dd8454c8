import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { confirmTranslation, translationState, setTranslation } from '#platform/i18n/text.ts'

/** What was typed of one text in its three languages, side by side. */
export type ThreeLanguages = Record<Locale, string>

export const inThreeLanguages = (text: Multilingual | null | undefined): ThreeLanguages => ({
  lv: text?.lv ?? '',
  et: text?.et ?? '',
  en: text?.en ?? '',
})

/** The text as typed in all three languages at once: who saw them together says that they fit each other. */
export function fromThreeLanguages(
  first: Locale,
  before: Multilingual | null,
  typed: ThreeLanguages,
): Multilingual | null {
  const original = before?.source ?? first
  const order = [original, ...locales.filter((locale) => locale !== original)]
  const written = order.reduce<Multilingual | null>(
    (text, locale) => setTranslation(locale, text, typed[locale]),
    before,
  )
  return written && locales.reduce<Multilingual>((text, locale) => confirmTranslation(locale, text), written)
}

/** The languages a text cannot be read in yet. */
export const missingLanguages = (text: Multilingual | null | undefined): Locale[] =>
  locales.filter((locale) => !text || ['missing', 'draft'].includes(translationState(locale, text)))
