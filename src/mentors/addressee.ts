import type { Locale } from '#lib/locale.ts'

/** Somebody to whom a letter goes. */
export interface Addressee {
  id: string
  email: string
  locale: Locale
}
