import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

type Letters = Set<number>

const perRecord = 16

/** The code points that TrueType fonts of a folder can print, `family-style.ttf` each: those that every style of some wanted family has. */
export function lettersOf(folder: string, isWanted: (family: string) => boolean): Letters {
  const families = new Map<string, Letters>()
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.ttf'))) {
    const family = name.slice(0, name.lastIndexOf('-'))
    if (!isWanted(family)) continue
    const letters = lettersIn(readFileSync(join(folder, name)))
    families.set(family, families.get(family)?.intersection(letters) ?? letters)
  }
  return [...families.values()].reduce((all, each) => all.union(each), new Set<number>())
}

/** What the table of characters of a font (`cmap`, formats 4 and 12) maps to a glyph. */
function lettersIn(font: Buffer): Letters {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + at * perRecord)
  const record = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  if (record === undefined) return new Set()
  const cmap = font.subarray(font.readUInt32BE(record + 8))
  const maps = Array.from({ length: cmap.readUInt16BE(2) }, (_, at) => cmap.subarray(cmap.readUInt32BE(8 + at * 8)))
  const whole = maps.find((map) => map.readUInt16BE(0) === 12)
  const basic = maps.find((map) => map.readUInt16BE(0) === 4)
  return new Set(whole ? groupsOf(whole) : basic ? segmentsOf(basic) : [])
}

function* groupsOf(map: Buffer): Generator<number> {
  for (let at = 16; at < 16 + map.readUInt32BE(12) * 12; at += 12)
    for (let code = map.readUInt32BE(at); code <= map.readUInt32BE(at + 4); code++) yield code
}

function* segmentsOf(map: Buffer): Generator<number> {
  const bytes = map.readUInt16BE(6)
  for (let at = 0; at < bytes; at += 2) {
    const [end, start, delta, range] = [0, 1, 2, 3].map((part) =>
      map.readUInt16BE(14 + at + part * bytes + (part === 0 ? 0 : 2)),
    ) as [number, number, number, number]
    const here = 16 + 3 * bytes + at
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = range === 0 ? (code + delta) & 0xffff : map.readUInt16BE(here + range + (code - start) * 2)
      if (glyph !== 0) yield code
    }
  }
}
