import sharp, { type Sharp } from 'sharp'
import { Refused } from './file.ts'

const longestSide = 2000
const smallSide = 480
const mostPixels = 60_000_000
// Drawn at an eighth of its size while it is read, a JPEG takes some 100 MB whatever its size; one that is sent in passes does not.
const mostOfJpeg = 210_000_000
const longestSeconds = 30

// One picture at a time: a large one takes some 100 MB while it is worked on.
sharp.cache(false)
sharp.concurrency(1)
let last: Promise<unknown> = Promise.resolve()

export interface ReencodedImage {
  type: 'jpeg' | 'png'
  path: string
  smallPath: string
  width: number
  height: number
}

/** The picture drawn anew beside the one received: upright, no larger than screens need, without anything it carried along. */
export function reencodeImage(path: string): Promise<ReencodedImage> {
  const mine = last.then(() => reencode(path))
  last = mine.catch(() => undefined)
  return mine
}

async function reencode(path: string): Promise<ReencodedImage> {
  const [whole, small] = [`${path}.whole`, `${path}.small`]
  try {
    const { format, hasAlpha, isProgressive, width, height, pages } = await sharp(path, {
      limitInputPixels: false,
    }).metadata()
    const most = mostOf(format, isProgressive)
    if (width * height * (pages ?? 1) > most) throw new Refused('file_pixels')
    const type = format === 'png' || hasAlpha ? 'png' : 'jpeg'
    const fitted = open(path, most).resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    const drawn = await written(fitted, type).toFile(whole)
    await sharp(whole)
      .resize(smallSide, smallSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 76, mozjpeg: true })
      .toFile(small)
    return { type, path: whole, smallPath: small, width: drawn.width, height: drawn.height }
  } catch (error) {
    if (error instanceof Refused) throw error
    // A full disk is no fault of the picture.
    if (/ENOSPC|No space left|write error/i.test(String(error))) throw error
    throw new Refused(/pixel limit|too large|timeout/i.test(String(error)) ? 'file_pixels' : 'file_damaged')
  }
}

const mostOf = (format: string, inPasses: boolean | undefined): number =>
  format === 'jpeg' && !inPasses ? mostOfJpeg : mostPixels

const open = (path: string, most: number): Sharp =>
  sharp(path, {
    ...{ limitInputPixels: most, sequentialRead: true, failOn: 'truncated', pages: 1, autoOrient: true },
  }).timeout({ seconds: longestSeconds })

const written = (picture: Sharp, type: 'jpeg' | 'png'): Sharp =>
  type === 'png'
    ? picture.png({ compressionLevel: 9, palette: false })
    : picture.jpeg({ quality: 82, mozjpeg: true, chromaSubsampling: '4:2:0' })
