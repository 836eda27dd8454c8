import { cents, type Cents } from '#lib/money.ts'

export interface Sums {
  net: Cents | null
  vat: Cents | null
  gross: Cents | null
}

/** What is wrong with sums as they were typed: two are needed for the third, and three must agree. */
export type SumsProblem = 'two_of_three' | 'mismatch' | 'less_than_part'

/** All three sums from any two of them; none from none. */
export function completed({ net, vat, gross }: Sums): Sums | SumsProblem {
  const typed = [net, vat, gross].filter((each) => each !== null).length
  if (typed === 0) return { net, vat, gross }
  if (typed === 1) return 'two_of_three'
  const whole = gross ?? cents((net ?? 0) + (vat ?? 0))
  const sums = { net: net ?? cents(whole - (vat ?? 0)), vat: vat ?? cents(whole - (net ?? 0)), gross: whole }
  if (sums.net < 0 || sums.vat < 0) return 'less_than_part'
  return sums.net + sums.vat === whole ? sums : 'mismatch'
}
