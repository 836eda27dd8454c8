import { readXml } from './xml.ts'

/** How a number is shown: as a day, in hundredths, or as itself. */
export type NumberFormat = 'date' | 'percent' | 'number'

// Those that are never written out, as ISO/IEC 29500-1 and programs of East Asia number them.
const isDateId = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49)

/** The formats of a workbook's styles, by the number by which cells name a style. */
export function numberFormats(styles: Uint8Array): NumberFormat[] {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  readXml(styles, {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId'] ?? 0)
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(formatOf(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    if (isDateId(id)) return 'date'
    return id === 9 || id === 10 ? 'percent' : 'number'
  }
  // Without what is quoted, what is skipped or repeated, and colours, languages and conditions.
  const [bare = ''] = code
    .slice(0, 255)
    .replaceAll(/"[^"]*"|[\\_*].|\[[^[\]]*\]/g, '')
    .split(';')
  if (/general/i.test(bare)) return 'number'
  if (bare.includes('%')) return 'percent'
  return /[ymdhs]/i.test(bare) ? 'date' : 'number'
}

const dayMs = 86_400_000
const lastSerial = 2_958_465

/** The moment that a count of days stands for, or null where there is none; the first program of all counted a day in 1900 too much. */
export function dateOfSerial(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial > lastSerial) return null
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  return new Date(Date.UTC(1899, 11, 30) + Math.round(days * dayMs)).toISOString()
}
