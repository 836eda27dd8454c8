import { describe, expect, test } from 'vitest'
import { locales } from '#platform/i18n/locale.ts'
import { english } from './forbidden/english.ts'
import { estonian } from './forbidden/estonian.ts'
import { latvian } from './forbidden/latvian.ts'
import { words } from './keys.ts'

const forbidden = { lv: latvian, et: estonian, en: english }

/** Labels that say nothing without what stands behind them: where a date follows, its case would have to agree too. */
const prepositions = {
  lv: ['No', 'Līdz', 'Kopš', 'Uz', 'Pie', 'Par', 'Ar', 'Kam', 'Par ko'],
  et: ['Alates', 'Kuni', 'Kust', 'Kuhu', 'Kellele', 'Mille jaoks', 'Mille kohta', 'Millest', 'Milleni'],
  en: ['From', 'To', 'Until', 'Since', 'By', 'For', 'About', 'With', 'Over by', 'From when'],
}

describe.each(locales)('the words in %s', (locale) => {
  test.each(forbidden[locale])('never say $planted: $why', ({ pattern }) => {
    expect([...words[locale]].filter(([, text]) => pattern.test(text))).toEqual([])
  })

  test.each(forbidden[locale])('would be found out if they said $planted', ({ pattern, planted, innocent = '' }) => {
    expect(planted).toMatch(pattern)
    expect(innocent).not.toMatch(pattern)
  })

  test('have no label that is a bare preposition', () => {
    expect([...words[locale]].filter(([, text]) => prepositions[locale].includes(text))).toEqual([])
  })
})
