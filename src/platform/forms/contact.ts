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

/** The telephone number that somebody typed with spaces, dashes, brackets or 00 for the plus: its digits, with their plus; null where it is none. */
export function parsePhone(typed: string): string | null {
  const digits =
    typed.length <= longestPhone
      ? seenMarks(typed)
          .replace(/[\s()./-]/g, '')
          .replace(/^00/, '+')
      : ''
  return /^\+?\d{6,15}$/.test(digits) ? digits : null
}
