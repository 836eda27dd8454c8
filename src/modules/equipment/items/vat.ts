import { cents, type Cents } from '#platform/values/money.ts'

export interface VatSums {
  net: Cents | null
  vat: Cents | null
  gross: Cents | null
}

/** What is wrong with sums as they were typed: two are needed for the third, and three must agree. */
export type VatProblem = 'two_of_three' | 'mismatch' | 'less_than_part'

/** All three sums from any two of them; none from none. */
export function completeVatSums({ net: n, vat: v, gross: g }: VatSums): VatSums | VatProblem {
  const typed = { net: n, vat: v, gross: g }
  const known = Object.values(typed).filter((each) => each !== null).length
  if (known === 0) return typed
  if (known === 1) return 'two_of_three'
  const { net, vat, gross } = withThird(typed)
  if (net < 0 || vat < 0) return 'less_than_part'
  return net + vat === gross ? { net, vat, gross } : 'mismatch'
}

// Two of them are there.
function withThird({ net, vat, gross }: VatSums): Record<keyof VatSums, Cents> {
  const [a, b] = [net ?? cents(0), vat ?? cents(0)]
  const whole = gross ?? cents(a + b)
  return { net: net ?? cents(whole - b), vat: vat ?? cents(whole - a), gross: whole }
}
