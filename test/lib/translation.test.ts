import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales, type Multilingual } from '#lib/locale.ts'
import { confirmIn, markDraft, sayIn, settled, stateIn, writeIn } from '#lib/text.ts'

const oven: Multilingual = { source: 'lv', lv: 'Krāsns', et: 'Ahi', en: 'Oven' }

describe('a translation', () => {
  test('is outdated once the original says something else, and knows what it was made from', () => {
    const changed = writeIn('lv', oven, 'Liela krāsns') as Multilingual
    expect(stateIn('et', changed)).toBe('outdated')
    expect(changed.of?.et).toBe('Krāsns')
    expect(sayIn('et', changed).text).toBe('Ahi')
  })

  test('still knows the wording it was made from after a second change of the original', () => {
    const changed = writeIn('lv', writeIn('lv', oven, 'Liela krāsns'), 'Liela maizes krāsns')
    expect(changed?.of).toEqual({ et: 'Krāsns', en: 'Krāsns' })
  })

  test('is done again when it is written anew, said to be right, or the original is as it was', () => {
    const changed = writeIn('lv', oven, 'Liela krāsns') as Multilingual
    expect(stateIn('et', writeIn('et', changed, 'Suur ahi') as Multilingual)).toBe('done')
    expect(stateIn('et', confirmIn('et', changed))).toBe('done')
    expect(writeIn('lv', changed, 'Krāsns')).toEqual(oven)
  })

  test('is not done by saving it as it was', () => {
    const changed = writeIn('lv', oven, 'Liela krāsns') as Multilingual
    expect(writeIn('et', changed, 'Ahi')).toEqual(changed)
  })

  test('is not shown to readers while it is a draft', () => {
    const draft = markDraft('et', oven, true)
    expect(stateIn('et', draft)).toBe('draft')
    expect(sayIn('et', draft)).toEqual({ text: 'Krāsns', lang: 'lv' })
    expect(sayIn('en', draft).text).toBe('Oven')
    expect(markDraft('et', draft, false)).toEqual(oven)
  })

  test('is missing where nobody has written it', () => {
    expect(stateIn('en', { source: 'lv', lv: 'Krāsns' })).toBe('missing')
  })

  test('of an original that was taken away becomes the original', () => {
    const left = writeIn('lv', writeIn('lv', markDraft('et', oven, true), 'Liela krāsns'), '') as Multilingual
    expect(left).toEqual({ source: 'et', et: 'Ahi', en: 'Oven' })
  })

  test('reaches readers finished, wherever in a document it stands', () => {
    const outdated = writeIn('lv', oven, 'Liela krāsns') as Multilingual
    const document = { rows: [{ what: markDraft('en', outdated, true), amount: 5, at: null }] }
    expect(settled(document)).toEqual({
      rows: [{ what: { source: 'lv', lv: 'Liela krāsns', et: 'Ahi' }, amount: 5, at: null }],
    })
  })

  test('never holds an empty text or a mark on a language that is not there, whatever is typed', () => {
    const typed = fc.tuple(fc.constantFrom(...locales), fc.constantFrom('', 'a', 'b', 'source'))
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 12 }), fc.constantFrom(...locales), (steps, draft) => {
        const told = (text: Multilingual | null, [locale, words]: (typeof steps)[number]) => {
          const written = writeIn(locale, text, words)
          return written && markDraft(draft, written, true)
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
