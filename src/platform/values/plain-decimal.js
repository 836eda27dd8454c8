/*
 * The one rule by which a typed number is read: of the server when it saves, and of the pages while somebody types, to whose
 * browsers this file is given as it is.
 */

const longest = 60
// Those that nobody sees come along with what is copied.
const unseen = /\p{Cf}/gu
const unit = /^(?:€|eur)\s?|\s?(?:€|eur|eiro|eurot|euro|euros)$/gi
/** A number whose whole part is in groups of three digits, by spaces or strokes; dots and commas may be a decimal mark. */
const grouped = /^-?\d{1,3}([ '])\d{3}(?:\1\d{3})*(?=$|[.,])/

// Without the unit, a plus, and a line in the place of the cents; with a nought before a mark that begins. A space counts for
// nothing at the edges and between full groups alone: '12 50' may be 12.50 as well as 1250.
const bareNumber = (typed) =>
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

export const isTooFine = (typed) => /^-?\d{1,12}[.,]\d{3,6}$/.test(bareNumber(typed))

export function plainDecimal(typed) {
  const text = bareNumber(typed)
  const bothMarks = /^(-?)(\d{1,3}(?:,\d{3})+)(\.\d{1,2})?$|^(-?)(\d{1,3}(?:\.\d{3})+)(,\d{1,2})?$/.exec(text)
  if (bothMarks && /[.,].*[.,]/.test(text)) {
    const decimals = (bothMarks[3] ?? bothMarks[6] ?? '').replace(',', '.')
    return `${text.startsWith('-') ? '-' : ''}${(bothMarks[2] ?? bothMarks[5] ?? '').replace(/[.,]/g, '')}${decimals}`
  }
  return /^-?\d{1,12}([.,]\d{1,2})?$/.test(text) ? text.replace(',', '.') : null
}
