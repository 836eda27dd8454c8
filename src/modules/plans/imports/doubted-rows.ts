import { parseDay, parseMonth } from '#platform/forms/typed-time.ts'
import type { ReadCell } from '#platform/spreadsheets/workbook.ts'
import { fundingSources } from '#modules/plans/plan/funding-sources.ts'
import { plainName, type SpreadsheetVocabulary } from './heads.ts'
import { cellOf, type Doubt, type SheetLine } from './sheet-line.ts'
import { isUncounted, plainWords } from './totals.ts'

const tax = '(?:pvn|pievienotas vertibas nodoklis|kaibemaks|km|vat|value added tax|ндс)'
const share = '\\d{1,2}(?:[ .,]\\d{1,2})? ?%?'
const isVatWord = new RegExp(
  `^(?:(?:t sk|tai skaita|taja skaita|sh|sealhulgas|ieskaitot|including|incl|plus|lisandub|\\+) )*(?:${share} )?${tax}(?: (?:likme|summa|maksa|maar|kokku|kopa|rate|amount|sum|at|eur))*(?: ${share})?(?: eur)?$`,
)
const isShare = /(?:^|[\s(])\d{1,3}(?:[.,]\d{1,2})? ?%/
/** What says below a table who pays for it. */
const isFunding = new RegExp(
  '^(?:\\p{L}+ ){0,3}(?:lidzfinansejums|finansejums|pasfinansejums|omafinantseering|kaasfinantseering|finantseering|omaosalus|rahastus|' +
    'toetus|toetussumma|co-?funding|co-?financing|own contribution|own funding|funding|grant)(?: (?:summa|dala|osa|apmers|amount|share))?' +
    '(?: \\d{1,3} ?%?)?$|^(?:eraf|erf|erdf)(?: \\d{1,3} ?%?)?$',
  'u',
)
/** With which rows below a table begin that say who made it, when and where. */
const isSignature =
  /^(?:tami )?(?:sastadi|sagatavo|izstrada|parbaudi|apstiprina|saskano|parakst|datums|vieta|piezime|vadita|projekta vadita|gramatve|izpilditaj|pasutitaj|koosta|kinnita|kontrolli|kooskolasta|allkir|kuupaev|markus|juhataja|raamatupidaja|projektijuht|prepared|compiled|approved|checked|signed|signature|date|place|note|remark|составил|утвер|подпис|дата)/

const numeric = ['quantity', 'unitPrice', 'amount', ...fundingSources]

/**
 * Why a person must look at a row by what it says itself: it is VAT, or says who pays, or is a share of other rows, or holds
 * words alone, such as the name of a group or a signature. Null where it is a line like others.
 */
export function doubtOf(line: SheetLine, words: SpreadsheetVocabulary): Doubt | null {
  const what = plainWords(cellOf(line, 'what'))
  if (isWordsAlone(line, words)) return 'texts'
  const others = line.cells.filter((cell) => cell !== cellOf(line, 'vat')).map(plainWords)
  const labels = /\p{L}/u.test(what) ? [what] : others
  if (labels.some((label) => isVatWord.test(label))) return 'vat_rows'
  if (isUncounted(line) && labels.some((label) => isFunding.test(label))) return 'funding_rows'
  return isShareOfOthers(line) ? 'percents' : null
}

function isShareOfOthers(line: SheetLine): boolean {
  const said = cellOf(line, 'what')
  return said !== null && 'text' in said && isShare.test(said.text) && cellOf(line, 'unitPrice') === null
}

function isWordsAlone(line: SheetLine, { choices }: SpreadsheetVocabulary): boolean {
  const isSigned = line.cells.some((cell) => isSignature.test(plainWords(cell)))
  if (numeric.some((field) => isCounted(cellOf(line, field), isSigned))) return false
  const isChosen = ['kind', 'category', 'vat'].some((field) => {
    const cell = cellOf(line, field)
    return cell !== null && 'text' in cell && choices.has(`${field} ${plainName(cell.text)}`)
  })
  return cellOf(line, 'what') === null || isSigned || !(isChosen || isMonth(cellOf(line, 'month')))
}

/** Whether a cell tells how much: a number, or what is meant for one; below a table a day stands there, or a telephone number. */
function isCounted(cell: ReadCell, isSigned: boolean): boolean {
  if (cell === null || 'date' in cell) return false
  if ('text' in cell) return !isSigned && /\d/.test(cell.text) && parseDay(cell.text) === null
  return true
}

/** Whether a cell says a month. */
export function isMonth(cell: ReadCell): boolean {
  if (cell === null || 'fault' in cell) return false
  return !('text' in cell) || parseMonth(cell.text) !== null || parseDay(cell.text) !== null
}

/** A row of words alone as a line that is for what they say. */
export function asWords(line: SheetLine): SheetLine {
  const said = line.cells.flatMap((cell) => {
    if (cell === null || 'fault' in cell) return []
    return 'text' in cell ? [cell.text.trim()] : 'date' in cell ? [cell.date.slice(0, 10)] : [String(cell.number)]
  })
  const at = line.cells.findIndex((cell) => cell !== null)
  const text = [...new Set(said)].join(' ').replaceAll(/\s+/g, ' ')
  return {
    ...line,
    doubt: 'texts',
    columns: new Map([['what', at]]),
    cells: line.cells.map((_, column) => (column === at ? { text } : null)),
  }
}
