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

// Those that nobody sees come along with what is copied.
const unseen = /\p{Cf}/gu
const unit = /^(?:€|eur)\s?|\s?(?:€|eur|eiro|eurot|euro|euros)$/gi
/** A number whose whole part is in groups of three digits, by spaces or strokes; dots and commas may be a decimal mark. */
const grouped = /^-?\d{1,3}([ '])\d{3}(?:\1\d{3})*(?=$|[.,])/

// Without the unit, a plus, and a line in the place of the cents; with a nought before a mark that begins. A space counts for
// nothing at the edges and between full groups alone: '12 50' may be 12.50 as well as 1250.
const bareNumber = (typed: string) =>
  (typed.length <= longest ? typed : '')
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(unit, '')
    .replace(/['\u2019\u02bc]/g, "'")
    .replace(/^([-+\u2212]) /, '$1')
    .replace('\u2212', '-')
    .replace(/[.,] ?[-–—]$/, '')
    .replace(/^\+/, '')
    .replace(/^(?=[.,]\d)/, '0')
    .replace(grouped, (whole) => whole.replace(/[ ']/g, ''))

/** Whether a number was typed with more decimals than two, which is more than the portal keeps. */
export const isTooFine = (typed: string): boolean => /^-?\d{1,12}[.,]\d{3,6}$/.test(bareNumber(typed))

/**
 * What a person typed as a decimal number, written plainly ('1234.56'), or null where it is not one. Accepts a unit of euros; spaces,
 * strokes or dots between full groups of three digits; a decimal comma or point, and both marks where the last one is the decimal
 * one. '1.234' and '12 50' are refused because each may mean two things.
 */
export function plainDecimal(typed: string): string | null {
  const text = bareNumber(typed)
  const bothMarks = /^(-?)(\d{1,3}(?:,\d{3})+)(\.\d{1,2})?$|^(-?)(\d{1,3}(?:\.\d{3})+)(,\d{1,2})?$/.exec(text)
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
