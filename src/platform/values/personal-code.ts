// Programs that correct what is typed make another dash of a hyphen, or put spaces around it.
const latvian = /\b\d{6}\s?\p{Pd}\s?\d{5}\b/u
const estonian = /(?<![+\d])[1-6]\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4}(?!\d)/g

/** Whether a text seems to hold a Latvian or Estonian personal code, which the portal never keeps. */
export const containsPersonalCode = (text: string): boolean =>
  latvian.test(text) || (text.match(estonian) ?? []).some(hasEstonianCheckDigit)

// An Estonian code ends in a check digit; a Latvian registration number of the same length seldom fits it.
function hasEstonianCheckDigit(code: string): boolean {
  const digits = Array.from(code, Number)
  const remainder = (weights: number[]) =>
    weights.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0) % 11
  const first = remainder([1, 2, 3, 4, 5, 6, 7, 8, 9, 1])
  const check = first < 10 ? first : remainder([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 10
  return digits[10] === check
}

/** A name as certificates write it, without the personal code that stands in or beside it. */
export const withoutPersonalCode = (text: string): string =>
  text
    .replaceAll(/(PNO)?[A-Z]{0,2}-?\b\d{6}-?\d{5}\b/g, '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ')
