import jsqr from 'jsqr'
import sharp, { type Sharp } from 'sharp'
import { extractImages, getDocumentProxy } from 'unpdf'
import { answerJobs } from '#platform/processes/answer-jobs.ts'

/** A picture, or a PDF that scanners make of pictures, in which a code is looked for. */
export interface QrSource {
  bytes: Uint8Array
  isPdf: boolean
}

// A module of the older kind, whose types speak of another.
const jsQR = jsqr as unknown as typeof jsqr.default

const mostPixels = 60_000_000
const mostPages = 6

/** Long sides that a picture is looked at in: a code in a sharp photograph is found small, a small one in full size. */
const sides = [1200, 2000, 800]

/** The corners and the middle of a picture, as shares of its sides: a code far away is looked for in each, enlarged. */
const parts = [
  [0, 0.5],
  [0.5, 0.5],
  [0, 0],
  [0.5, 0],
  [0.25, 0.25],
] as const

sharp.cache(false)
sharp.concurrency(1)

async function codeIn(picture: Sharp): Promise<string | null> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const seen = jsQR(new Uint8ClampedArray(data), info.width, info.height, { inversionAttempts: 'dontInvert' })
  return seen === null || seen.data === '' ? null : seen.data
}

async function codeOfPicture(open: () => Sharp): Promise<string | null> {
  const whole = await open()
    .flatten({ background: '#fff' })
    .greyscale()
    .normalise()
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer()
  const { width, height } = await sharp(whole).metadata()
  for (const side of sides) {
    const found = await codeIn(sharp(whole).resize(side, side, { fit: 'inside', withoutEnlargement: true }))
    if (found !== null) return found
  }
  const calm = await codeIn(sharp(whole).resize(1600, 1600, { fit: 'inside' }).median(3))
  if (calm !== null) return calm
  for (const [left, top] of parts) {
    const area = {
      left: Math.floor(left * width),
      top: Math.floor(top * height),
      width: Math.max(1, Math.floor(width / 2)),
      height: Math.max(1, Math.floor(height / 2)),
    }
    const found = await codeIn(sharp(whole).extract(area).resize(1300, 1300, { fit: 'inside' }).blur(1))
    if (found !== null) return found
  }
  return null
}

// What a scanner makes is a picture on each page; a PDF drawn by a program holds none, and is filed by hand.
async function codeOfPdf(bytes: Uint8Array): Promise<string | null> {
  const document = await getDocumentProxy(bytes, { verbosity: 0 })
  try {
    for (let page = 1; page <= Math.min(document.numPages, mostPages); page += 1) {
      for (const { data, width, height, channels } of await extractImages(document, page)) {
        if (width * height > mostPixels || width < 60 || height < 60) continue
        const found = await codeOfPicture(() => sharp(data, { raw: { width, height, channels } }))
        if (found !== null) return found
      }
    }
    return null
  } finally {
    await document.cleanup()
  }
}

async function findQrCode({ bytes, isPdf }: QrSource): Promise<string | null> {
  try {
    return isPdf
      ? await codeOfPdf(bytes)
      : await codeOfPicture(() => sharp(bytes, { limitInputPixels: mostPixels, autoOrient: true }))
  } catch {
    // A file that cannot be read has no code that can be.
    return null
  }
}

answerJobs(findQrCode)
