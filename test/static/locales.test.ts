import { describe, expect, test } from 'vitest'
import { locales } from '#platform/i18n/locale.ts'
import { asked, composed, formOf, mentioned, noticed, stem, words } from './keys.ts'

const stems = Object.fromEntries(
  locales.map((locale) => [locale, new Set([...words[locale].keys()].map(stem))]),
) as Record<(typeof locales)[number], Set<string>>
const known = stems.en
const parametersOf = (text = '') => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()

describe.each(['lv', 'et'] as const)('the words in %s', (locale) => {
  test('are those of the English', () => {
    expect([...stems[locale]].filter((key) => !known.has(key))).toEqual([])
    expect([...known].filter((key) => !stems[locale].has(key))).toEqual([])
  })

  test('take the same parameters', () => {
    const differing = [...words[locale]].filter(([key, text]) => {
      const english = words.en.get(key) ?? words.en.get(`${stem(key)}_other`)
      return english !== undefined && parametersOf(text).join() !== parametersOf(english).join()
    })
    expect(differing).toEqual([])
  })
})

describe.each(locales)('the words in %s', (locale) => {
  test('have the plural forms of the language, and no others', () => {
    const forms = new Map<string, string[]>()
    for (const key of words[locale].keys()) {
      const form = formOf(key)
      if (form) forms.set(stem(key), [...(forms.get(stem(key)) ?? []), form])
    }
    const right = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.sort().join()
    expect([...forms].filter(([, has]) => has.sort().join() !== right)).toEqual([])
  })

  test('have neither loose spaces nor empty places', () => {
    expect([...words[locale]].filter(([, text]) => text === '' || text !== text.trim() || / {2}/.test(text))).toEqual(
      [],
    )
  })
})

describe('the keys', () => {
  test('that pages and code ask for exist', () => {
    expect([...asked, ...noticed].filter(({ key }) => !known.has(key))).toEqual([])
  })

  test('that are put together from parts can exist', () => {
    const places = [...known].flatMap((key) => key.split('.').map((_, at, all) => all.slice(0, at + 1).join('.')))
    const begins = ({ key }: { key: string }) =>
      /^(?!common:)/.test(key) || places.some((place) => key.startsWith(`${place}.`))
    const wrong = composed.filter(({ pattern }) => !places.some((place) => pattern.test(place)))
    expect(wrong.filter(begins)).toEqual([])
  })

  test('that exist are asked for somewhere', () => {
    const used = new Set([...asked, ...noticed].map(({ key }) => key))
    const scopes = [...mentioned].filter((key) => key.includes(':') && !known.has(key))
    const isField = (key: string) => scopes.some((scope) => key.startsWith(`${scope}.`))
    const unused = [...known].filter(
      (key) =>
        !used.has(key) && !mentioned.has(key) && !composed.some(({ pattern }) => pattern.test(key)) && !isField(key),
    )
    expect(unused).toEqual([])
  })
})
