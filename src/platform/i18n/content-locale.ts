import { isLocale, type Locale } from './locale.ts'

interface Asking {
  query: Record<string, string>
  body: Record<string, unknown>
  locale: Locale
}

/** The language that somebody writes a form's texts in: the page's, unless they chose another. */
export function contentLocale({ query, body, locale }: Asking): Locale {
  const chosen = body['in'] ?? query['in']
  return isLocale(chosen) ? chosen : locale
}

/** The language to go on in after saving: another one where its button was the one pressed. */
export const nextContentLocale = (asking: Asking): Locale =>
  isLocale(asking.body['then']) ? asking.body['then'] : contentLocale(asking)
