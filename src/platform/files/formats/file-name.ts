import { types, type FileType } from './file.ts'

const longest = 100
// A name on the way: no file system keeps a longer one.
const mostGiven = 1000
// Separators, what Windows forbids, control and format characters: the last can turn a name's reading direction.
const harmful = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

// The same by another name, which people look for.
const alsoCalled: Partial<Record<FileType, readonly string[]>> = { asice: ['edoc', 'bdoc', 'sce'], jpeg: ['jpeg'] }

/** A name that no system stumbles over, with the ending of what the file is, whatever it was called. */
export function harmlessName(given: string, type: FileType): string {
  const bare = given.slice(-mostGiven).normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = bare.replace(harmful, ' ').replace(/\s+/g, ' ').trim()
  const stem = clean.replace(/\.[^. ]{1,8}$/, '').replace(/^[. ]+|(?<![. ])[. ]+$/g, '')
  const [, ending = ''] = /\.([^. ]{1,8})$/.exec(clean.toLowerCase()) ?? []
  const extension = alsoCalled[type]?.includes(ending) ? ending : types[type].extension
  const short = stem
    .slice(0, longest)
    .replace(/\p{Cs}$/u, '')
    .trim()
  const named = short === '' || reserved.test(short) ? 'file' : short
  return named.toLowerCase().endsWith(`.${extension}`) ? named : `${named}.${extension}`
}
