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

export const shortestPassword = 12
const commonPasswords = new Set(
  'password passwort parole parool salasona qwerty 123456 1234567890 iloveyou letmein welcome administrator'.split(' '),
)
const places = /act.?local|actlocal|setomaa|alutaguse|engure|gaujiena|interreg/gi

/** What is wrong with a new password, as a key of the locale files; null for a good one. */
export function passwordWeakness(password: string, person: { email: string }): string | null {
  if (password.length < shortestPassword) return 'password_short'
  const plain = password.toLowerCase()
  const own = plain.replace(places, '').replaceAll(person.email.split('@')[0]?.toLowerCase() ?? '', '')
  const bare = own.replace(/[\d\W_]+/g, '')
  const repeated = new Set(plain).size < 5
  return repeated || own.length < 6 || commonPasswords.has(bare) || commonPasswords.has(plain)
    ? 'password_common'
    : null
}
