import { globSync, readFileSync } from 'node:fs'
import { locales, type Locale } from '#platform/i18n/locale.ts'

const folder = (locale: Locale) => `src/locales/${locale}`

/** Every key of one language with its words, as `part:key.below.it`. */
function wordsOf(locale: Locale): Map<string, string> {
  const words = new Map<string, string>()
  const collect = (at: string, value: unknown) => {
    if (typeof value === 'string') words.set(at, value)
    else
      for (const [key, below] of Object.entries(value as object))
        collect(/:$/.test(at) ? at + key : `${at}.${key}`, below)
  }
  for (const part of globSync(`${folder(locale)}/**/*.json`)) {
    collect(`${part.replace(/^.*\/|\.json$/g, '')}:`, JSON.parse(readFileSync(part, 'utf8')))
  }
  return words
}

export const words = Object.fromEntries(locales.map((locale) => [locale, wordsOf(locale)])) as Record<
  Locale,
  Map<string, string>
>

const plural = /_(zero|one|two|few|many|other)$/

/** The key without its plural form. */
export const stem = (key: string): string => key.replace(plural, '')

/** The plural form at the end of a key, if it has one. */
export const formOf = (key: string): string | undefined => plural.exec(key)?.[1]

/** A key as code writes it, with its part: `common` goes without saying. */
const whole = (key: string) => (key.includes(':') ? key : `common:${key}`)

export interface Mention {
  file: string
  key: string
}

const sources = globSync(['views/**/*.ejs', 'src/**/*.ts']).map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const mentions = (pattern: RegExp): Mention[] =>
  sources.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([, key = '']) => ({ file, key: whole(key) })))

/** Keys that are certainly asked for, as in t('save') or t(`save`, …). */
export const asked = mentions(/\bt\(\s*['"`]([\w:.-]+)['"`]/g)

/** Every text that could be a key or the place of a form's words. */
export const mentioned = new Set(mentions(/['"`]((?:[a-z]+:)?\w[\w.-]*)['"`]/g).map(({ key }) => key))

/** Notices that a page leaves for the next one. */
export const noticed = mentions(/\bflash\(res, '(\w+)'/g).map(({ file, key }) => ({
  file,
  key: key.replace(':', ':notice.'),
}))

/** Keys put together from parts, as in `states.${state}`: what they can be. */
export const composed = mentions(/`((?:[a-z]+:(?!\/)|[a-z_]+\.)[^`\n]*\$\{[^`\n]*)`/g).map(({ file, key }) => {
  const fixed = key.split(/\$\{[^}]*\}/).map((text) => RegExp.escape(text))
  return { file, key, pattern: new RegExp(`^${fixed.join('[^:]+')}$`) }
})
