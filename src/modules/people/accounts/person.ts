import type { Locale } from '#platform/i18n/locale.ts'

/** Somebody with an account. Participants of training and meetings are not accounts, and are kept elsewhere. */
export interface Person {
  id: string
  version: number
  email: string
  name: string
  locale: Locale
  passwordHash: string | null
  deactivatedAt: Date | null
}
