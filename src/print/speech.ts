import { formats, type Formats } from '#lib/format.ts'
import type { Locale } from '#lib/locale.ts'
import { words, type Translate } from '#web/words.ts'
import type { Run } from './document.ts'
import type { Publicity } from './letterhead.ts'
import { printingIn, type Printing } from './saying.ts'

/** What printing needs of the reader's language. */
export interface Speech extends Printing, Pick<Formats, 'money' | 'number' | 'day' | 'moment'> {
  t: Translate
  locale: Locale
}

export const speechIn = (locale: Locale): Speech => {
  const { t } = words[locale]
  return { ...formats[locale], ...printingIn(locale, (lang) => t(`language.${lang}`)), t, locale }
}

export const publicityIn = (t: Translate): Publicity => ({
  union: t('funding.union'),
  fund: t('funding.fund'),
  programme: t('funding.programme'),
})

/** Running text, or a dash where there is none. */
export const orDash = (run: Run): Run => (run.length === 0 ? ['–'] : run)
