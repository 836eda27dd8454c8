import sharp, { type Sharp } from 'sharp'
import { Refused } from './file.ts'

const longestSide = 2000
const smallSide = 480
const mostPixels = 60_000_000

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
    const { format, hasAlpha, width, height, pages } = await sharp(path, { limitInputPixels: false }).metadata()
    if (width * height * (pages ?? 1) > mostPixels) throw new Refused('file_pixels')
    const type = format === 'png' || hasAlpha ? 'png' : 'jpeg'
    const fitted = open(path).resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
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
    throw new Refused(/pixel limit|too large/i.test(String(error)) ? 'file_pixels' : 'file_damaged')
  }
}

const open = (path: string): Sharp =>
  sharp(path, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'truncated', pages: 1, autoOrient: true })

const written = (picture: Sharp, type: 'jpeg' | 'png'): Sharp =>
  type === 'png'
    ? picture.png({ compressionLevel: 9, palette: false })
    : picture.jpeg({ quality: 82, mozjpeg: true, chromaSubsampling: '4:2:0' })
