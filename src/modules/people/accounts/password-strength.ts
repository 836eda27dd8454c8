import { dictionary } from '@zxcvbn-ts/language-common'
import { demoPassword } from './demo-accounts.ts'

export const shortestPassword = 12

// What people try first, and what people here would think of first.
const common = new Set([
  ...dictionary['passwords-common'],
  ...'parole salasona paroole parool salasõna mana manaparole minuparool latvija eesti igaunija administrators'.split(
    ' ',
  ),
  ...'janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris'.split(' '),
  ...'jaanuar veebruar märts aprill juuni juuli september oktoober november detsember'.split(' '),
])
const places = /act.?local|setomaa|alutaguse|engure|gaujiena|interreg|viresi|kolkja|varska|parish|pagasts|vald/g
const leastLetters = 6

/**
 * What is wrong with a new password, as a key of the locale files; null for a good one. Its core counts: what is left
 * without digits and marks, without the person's own name and address, and said once where it is said again and again.
 */
export function passwordWeakness(password: string, person: { email: string; name: string }): string | null {
  if (password.length < shortestPassword) return 'password_short'
  const plain = password.normalize('NFC').toLowerCase()
  if (plain === demoPassword || common.has(plain)) return 'password_common'
  const own = [person.email, ...person.email.split(/[@.]/), ...person.name.split(/\s/)]
  const rest = own
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
    .replace(places, '')
  const core = saidOnce(rest.replace(/[\d\p{P}\p{S}\s]+/gu, ''))
  return core.length < leastLetters || new Set(core).size < 4 || common.has(core) ? 'password_common' : null
}

// The shortest text that the other is a repetition of.
const saidOnce = (text: string) => text.slice(0, (text + text).indexOf(text, 1))
