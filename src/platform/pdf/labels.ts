import { formats, type Formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { translations, type Translate } from '#platform/i18n/translations.ts'
import type { TextRun } from './document.ts'
import type { Publicity } from './letterhead.ts'
import { documentTexts, type DocumentTexts } from './localised-text.ts'

/** What printing needs of the reader's language. */
export interface DocumentLanguage
  extends DocumentTexts, Pick<Formats, 'money' | 'number' | 'day' | 'month' | 'moment'> {
  t: Translate
  locale: Locale
}

export const documentLanguage = (locale: Locale): DocumentLanguage => {
  const { t } = translations[locale]
  return { ...formats[locale], ...documentTexts(locale, (lang) => t(`language.${lang}`)), t, locale }
}

export const publicityIn = (t: Translate): Publicity => ({
  union: t('funding.union'),
  fund: t('funding.fund'),
  programme: t('funding.programme'),
  incomplete: t('pdf:incomplete'),
})

/** Running text, or a dash where there is none. */
export const textOrDash = (run: TextRun): TextRun => (run.length === 0 ? ['–'] : run)
