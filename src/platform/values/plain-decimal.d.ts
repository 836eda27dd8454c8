/**
 * What a person typed as a decimal number, written plainly ('1234.56'), or null where it is not one. Accepts a unit of euros; spaces,
 * strokes or dots between full groups of three digits; a decimal comma or point, and both marks where the last one is the decimal
 * one. '1.234' and '12 50' are refused because each may mean two things.
 */
export function plainDecimal(typed: string): string | null

/** Whether a number was typed with more decimals than two, which is more than the portal keeps. */
export function isTooFine(typed: string): boolean
