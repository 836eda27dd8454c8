import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import i18next, { type TOptions } from 'i18next'
import { keeping } from './keeping.ts'
import { locales, type Locale } from './locale.ts'
import type { Key } from '#locales/keys.d.ts'

/** Says a key of the locale files in one language; of several keys, the first that exists. */
export interface Translate {
  (key: Key | readonly Key[], params?: TOptions): string
}

export interface Translations {
  t: Translate
  /** Whether the locale files have this key. */
  has: (key: string) => boolean
}

const folder = (locale: Locale) => new URL(`../../locales/${locale}/`, import.meta.url)
// A namespace is a file, in the folder of those whose words it holds.
const files = readdirSync(folder('en'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'))
const namespaces = files.map((file) => basename(file, '.json'))
const wordsIn = (locale: Locale) =>
  Object.fromEntries(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(new URL(file, folder(locale)), 'utf8'))]),
  )

const i18n = i18next.createInstance()
await i18n.init({
  ns: namespaces,
  defaultNS: 'common',
  fallbackLng: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(locales.map((locale) => [locale, wordsIn(locale)])),
})

/** A text in parts: what it says, and between that the names of what is put in. */
const partsOf = (text: string): string[] => text.split(/\{\{(\w+)\}\}/)

// What is not given stays as it stands in the file, where a test or a reader sees that it lacks.
const filled = (parts: readonly string[], params: TOptions): string =>
  parts
    .map((part, at) => (at % 2 === 0 ? part : said(part, params[part] as string | number | null | undefined)))
    .join('')

const said = (name: string, value: string | number | null | undefined): string =>
  value === undefined ? `{{${name}}}` : String(value ?? '')

// Looking a word up through i18next costs 6 to 20 µs, from a map 0.1: each is resolved once a language and number.
function wordsOf(locale: Locale): Translations {
  const translate = i18n.getFixedT(locale) as unknown as (key: string | readonly string[], params?: TOptions) => string
  const constant = keeping((key: string) => translate(key))
  const plural = new Intl.PluralRules(locale)
  const formOf = (count: number) => (count === 0 ? 'none' : plural.select(count))
  const forms = new Map<string, (key: string) => string[]>()

  /** The parts of a text, each number having its own. */
  const partsFor = (key: string, { count }: TOptions): string[] => {
    const form = count === undefined ? '' : formOf(count)
    let parts = forms.get(form)
    if (!parts) {
      const like = { ...(count !== undefined && { count }), skipInterpolation: true }
      parts = keeping((each: string) => partsOf(translate(each, like)))
      forms.set(form, parts)
    }
    return parts(key)
  }

  const t: Translate = (key, params) => {
    if (typeof key !== 'string') return translate(key, params)
    return params === undefined ? constant(key) : filled(partsFor(key, params), params)
  }
  return { t, has: keeping((key: string) => i18n.exists(key, { lng: locale })) }
}

export const translations: Record<Locale, Translations> = { lv: wordsOf('lv'), et: wordsOf('et'), en: wordsOf('en') }
