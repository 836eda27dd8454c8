import { commonPasswords, type IsCommon } from './common-passwords.ts'
import { demoPassword } from './demo-accounts.ts'
import { coreOf, withLetters, withoutAccents } from './password-core.ts'
import { shortestPassword } from './shortest-password.ts'

export { shortestPassword }

const leastLetters = 6

/**
 * What is wrong with a new password, as a key of the locale files; null for a good one. Its core counts: what is left without
 * digits and marks, with letters where these stand for them, and without the person's own name and address and the parts of the demonstration's password.
 */
export async function passwordWeakness(
  password: string,
  person: { email: string; name: string },
): Promise<string | null> {
  if (password.length < shortestPassword) return 'password_short'
  const plain = withoutAccents(password)
  if (plain === demoPassword) return 'password_known'
  const isCommon = await commonPasswords()
  if (isWeak(plain, isCommon)) return 'password_common'
  const rest = without([...ownWords(person), ...demoParts], plain)
  return rest !== plain && isWeak(rest, isCommon) ? 'password_known' : null
}

// What the demonstration's password is made of, in whatever order.
const demoParts = demoPassword.split('-')

const ownWords = ({ email, name }: { email: string; name: string }) =>
  [email, ...email.split(/[@.+_-]/), ...name.split(/\s/)]
    .map(withoutAccents)
    .filter(({ length }) => length > 2)
    .toSorted((a, b) => b.length - a.length)

const without = (words: string[], text: string) => words.reduce((left, word) => left.replaceAll(word, ''), text)

function isWeak(text: string, isCommon: IsCommon): boolean {
  const core = coreOf(text)
  if (core.length < leastLetters || new Set(core).size < 4) return true
  return [text, core, coreOf(withLetters(text))].some(isCommon)
}
