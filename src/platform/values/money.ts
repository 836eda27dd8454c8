import { plainDecimal } from './plain-decimal.js'

/** Money is a whole number of euro cents, in memory as in the database. */
export type Cents = number & { readonly unit: 'cents' }

/** The largest amount that the portal keeps. */
export const mostCents = 99_999_999_999

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

/** The amount in cents that a person typed in euros, or null where it is no amount from 0 to 999 999 999,99 €. */
export function parseEuros(typed: string): Cents | null {
  const plain = plainDecimal(typed)
  if (plain === null) return null
  const amount = Math.round(Number(plain) * 100)
  return amount >= 0 && amount <= mostCents ? cents(amount) : null
}
