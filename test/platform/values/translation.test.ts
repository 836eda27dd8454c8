import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales, type Multilingual } from '#platform/i18n/locale.ts'
import {
  confirmTranslation,
  markUnfinished,
  localise,
  withFinishedTranslations,
  translationState,
  setTranslation,
} from '#platform/i18n/text.ts'

const oven: Multilingual = { source: 'lv', lv: 'Krāsns', et: 'Ahi', en: 'Oven' }

describe('a translation', () => {
  test('is outdated once the original says something else, and knows what it was made from', () => {
    const changed = setTranslation('lv', oven, 'Liela krāsns') as Multilingual
    expect(translationState('et', changed)).toBe('outdated')
    expect(changed.of?.et).toBe('Krāsns')
    expect(localise('et', changed).text).toBe('Ahi')
  })

  test('still knows the wording it was made from after a second change of the original', () => {
    const changed = setTranslation('lv', setTranslation('lv', oven, 'Liela krāsns'), 'Liela maizes krāsns')
    expect(changed?.of).toEqual({ et: 'Krāsns', en: 'Krāsns' })
  })

  test('is done again when it is written anew, said to be right, or the original is as it was', () => {
    const changed = setTranslation('lv', oven, 'Liela krāsns') as Multilingual
    expect(translationState('et', setTranslation('et', changed, 'Suur ahi') as Multilingual)).toBe('done')
    expect(translationState('et', confirmTranslation('et', changed))).toBe('done')
    expect(setTranslation('lv', changed, 'Krāsns')).toEqual(oven)
  })

  test('is not done by saving it as it was', () => {
    const changed = setTranslation('lv', oven, 'Liela krāsns') as Multilingual
    expect(setTranslation('et', changed, 'Ahi')).toEqual(changed)
  })

  test('is not shown to readers while it is a draft', () => {
    const draft = markUnfinished('et', oven, true)
    expect(translationState('et', draft)).toBe('draft')
    expect(localise('et', draft)).toEqual({ text: 'Krāsns', lang: 'lv' })
    expect(localise('en', draft).text).toBe('Oven')
    expect(markUnfinished('et', draft, false)).toEqual(oven)
  })

  test('is missing where nobody has written it', () => {
    expect(translationState('en', { source: 'lv', lv: 'Krāsns' })).toBe('missing')
  })

  test('of an original that was taken away becomes the original', () => {
    const left = setTranslation(
      'lv',
      setTranslation('lv', markUnfinished('et', oven, true), 'Liela krāsns'),
      '',
    ) as Multilingual
    expect(left).toEqual({ source: 'et', et: 'Ahi', en: 'Oven' })
  })

  test('reaches readers finished, wherever in a document it stands', () => {
    const outdated = setTranslation('lv', oven, 'Liela krāsns') as Multilingual
    const document = { rows: [{ what: markUnfinished('en', outdated, true), amount: 5, at: null }] }
    expect(withFinishedTranslations(document)).toEqual({
      rows: [{ what: { source: 'lv', lv: 'Liela krāsns', et: 'Ahi' }, amount: 5, at: null }],
    })
  })

  test('never holds an empty text or a mark on a language that is not there, whatever is typed', () => {
    const typed = fc.tuple(fc.constantFrom(...locales), fc.constantFrom('', 'a', 'b', 'source'))
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 12 }), fc.constantFrom(...locales), (steps, draft) => {
        const told = (text: Multilingual | null, [locale, words]: (typeof steps)[number]) => {
          const written = setTranslation(locale, text, words)
          return written && markUnfinished(draft, written, true)
        }
        const text = steps.reduce<Multilingual | null>(told, null)
        if (!text) return
        for (const each of locales) expect(text[each]).not.toBe('')
        for (const each of [...Object.keys(text.of ?? {}), ...(text.drafts ?? [])] as const) {
          expect(text).toHaveProperty(each)
          expect(each).not.toBe(text.source)
        }
        expect(text[text.source]).toBeTruthy()
      }),
    )
  })
})
