import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { seenMarks, seenText } from './seen-text.ts'

const longestEmail = 254
const longestPhone = 40
const address = z.email()

/**
 * The e-mail address that somebody typed, with a host of other letters (õunapuu.ee) as mail servers write it; null where it
 * is none. Lengths are looked at before anything runs over the text.
 */
export function parseEmail(typed: string): string | null {
  const text = typed.length <= longestEmail * 2 ? seenText(typed) : ''
  const at = text.lastIndexOf('@')
  const email = `${text.slice(0, at + 1)}${domainToASCII(text.slice(at + 1))}`
  return at > 0 && email.length <= longestEmail && address.safeParse(email).success ? email : null
}

// Numbers within Latvia have eight digits, within Estonia seven, or eight for mobile ones: no number belongs to both.
const countries: readonly (readonly [code: string, number: RegExp])[] = [
  ['+371', /^[26]\d{7}$/],
  ['+372', /^(5\d{6,7}|[3467]\d{6}|8[1-4]\d{6})$/],
]

/**
 * The telephone number that somebody typed with spaces, dashes, brackets or 00 for the plus: its digits with their plus, and with
 * the country's code where it is a number of Latvia or Estonia, so that it is one number however it was typed; null where it is none.
 */
export function parsePhone(typed: string): string | null {
  const digits =
    typed.length <= longestPhone
      ? seenMarks(typed)
          .replace(/[\s()./-]/g, '')
          .replace(/^00/, '+')
      : ''
  if (!/^\+?\d{6,15}$/.test(digits)) return null
  for (const [code, number] of countries) {
    if (number.test(digits)) return `${code}${digits}`
    if (digits.startsWith(code.slice(1)) && number.test(digits.slice(3))) return `+${digits}`
    if (digits.startsWith(code)) return number.test(digits.slice(code.length)) ? digits : null
  }
  return digits
}
