import { promisify } from 'node:util'
import { inflate } from 'node:zlib'

const unpacked = promisify(inflate)

// A name may give each of its letters as a number: /J#61vaScript.
const spelled = (name: string): string =>
  Array.from(name, (letter) => {
    const code = letter.charCodeAt(0).toString(16)
    return `(?:${letter}|#${code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`
  }).join('')

// Names that are long enough never to turn up by chance among the bytes of a picture. /OpenAction itself is not among them: in
// most papers it turns to the first page.
const acting = new RegExp(
  `/(?:${['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'EmbeddedFile', 'RichMedia'].map(spelled).join('|')}|XFA\\s*(?:\\[|\\d+ \\d+ R))`,
)
const packs = new RegExp(`/${spelled('ObjStm')}`, 'g')
const longestHead = 2000
const mostPacks = 5000
const mostUnpacked = 32 * 1024 * 1024

/**
 * Whether a PDF carries scripts, orders to start or send something, or other files, judged by the names in it, also those that
 * are packed together; true as well where more than 32 MB are packed so, and false where a password locks them.
 */
export async function isActivePdf(pdf: Buffer): Promise<boolean> {
  const text = pdf.toString('latin1')
  if (acting.test(text)) return true
  let left = mostUnpacked
  let seen = 0
  for (const { index } of text.matchAll(packs)) {
    const head = /stream\r?\n/.exec(text.slice(index, index + longestHead))
    if (head) left -= await lookedThrough(pdf.subarray(index + head.index + head[0].length), left)
    seen += 1
    if (left <= 0 || seen > mostPacks) return true
  }
  return false
}

/** How many bytes were unpacked; all that are left where something acts in them, or where they are more. */
async function lookedThrough(stream: Buffer, left: number): Promise<number> {
  try {
    const objects = await unpacked(stream, { maxOutputLength: left })
    return acting.test(objects.toString('latin1')) ? left : objects.length
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? left : 0
  }
}
