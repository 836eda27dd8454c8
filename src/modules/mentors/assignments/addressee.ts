import type { Locale } from '#platform/i18n/locale.ts'

/** Somebody to whom a letter goes. */
export interface Addressee {
  id: string
  email: string
  locale: Locale
}
