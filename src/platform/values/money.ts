/** Money is a whole number of euro cents, in memory as in the database. */
export type Cents = number & { readonly unit: 'cents' }

/** The largest amount that the portal keeps. */
export const mostCents = 99_999_999_999
const longest = 60

/** A whole number of euro cents; anything else is a bug and throws. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of cents`)
  return amount as Cents
}

/** The sum of amounts, in cents; zero for none. */
export const sumOfCents = (amounts: readonly Cents[]): Cents => cents(amounts.reduce((total, each) => total + each, 0))

/** Quantity (at most two decimals) times unit price in cents, rounded half up once to the cent. */
export function timesQuantity(quantity: number, unitPrice: Cents): Cents {
  const hundredths = BigInt(Math.round(quantity * 100)) * BigInt(unitPrice)
  return cents(Number((hundredths + 50n) / 100n))
}

// Also those that nobody sees, and that come along with what is copied.
const spaces = /[\s\u00a0\u202f\p{Cf}]/gu
const unit = /^(?:€|eur)|(?:€|eur|eiro|eurot|euro|euros)$/gi

// Without spaces, the unit, a plus, and a line in the place of the cents; with a nought before a mark that begins.
const bareNumber = (typed: string) =>
  (typed.length <= longest ? typed : '')
    .replace(spaces, '')
    .replace(unit, '')
    .replace('\u2212', '-')
    .replace(/[.,][-–—]$/, '')
    .replace(/^\+/, '')
    .replace(/^(?=[.,]\d)/, '0')

/** Whether a number was typed with more decimals than two, which is more than the portal keeps. */
export const isTooFine = (typed: string): boolean => /^-?\d{1,12}[.,]\d{3,6}$/.test(bareNumber(typed))

/**
 * What a person typed as a decimal number, written plainly ('1234.56'), or null where it is not one. Accepts a unit of euros, spaces
 * between thousands, a decimal comma or point, and both marks where the last one is the decimal one; '1.234' is refused
 * because it may mean either.
 */
export function plainDecimal(typed: string): string | null {
  const text = bareNumber(typed)
  const bothMarks = /^(-?)(\d{1,3}(?:,\d{3})+)(\.\d{1,2})?$|^(-?)(\d{1,3}(?:\.\d{3})+)(,\d{1,2})$/.exec(text)
  if (bothMarks && /[.,].*[.,]/.test(text)) {
    const decimals = (bothMarks[3] ?? bothMarks[6] ?? '').replace(',', '.')
    return `${text.startsWith('-') ? '-' : ''}${(bothMarks[2] ?? bothMarks[5] ?? '').replace(/[.,]/g, '')}${decimals}`
  }
  return /^-?\d{1,12}([.,]\d{1,2})?$/.test(text) ? text.replace(',', '.') : null
}

/** The amount in cents that a person typed in euros, or null where it is no amount from 0 to 999 999 999,99 €. */
export function parseEuros(typed: string): Cents | null {
  const plain = plainDecimal(typed)
  if (plain === null) return null
  const amount = Math.round(Number(plain) * 100)
  return amount >= 0 && amount <= mostCents ? cents(amount) : null
}
