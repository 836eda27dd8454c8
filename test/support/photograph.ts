import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import type { SignInSheet } from '#platform/pdf/sign-in-sheet.ts'

const templates = fileURLToPath(new URL('../../views/pdf/', import.meta.url))
const fonts = fileURLToPath(new URL('../../src/platform/pdf/fonts/', import.meta.url))
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [fonts] }] })

/** The first page of a sheet as a printer lays it out, with so many dots an inch. */
export async function printed(sheet: SignInSheet, dots = 130): Promise<Buffer> {
  const document = compiler.compile({
    mainFilePath: `${templates}sign-in-sheet.typ`,
    inputs: { data: JSON.stringify(sheet), logo: '' },
  }).result
  if (!document) throw new Error('the sheet was not set')
  const [width, height] = [595.2756, 841.8898]
  // All pages come as one picture, each on a white ground of its own that lies where the first is.
  const ground = /<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v 841[^"]*"\/>/g
  const page = compiler
    .plainSvg(document)
    .replace(ground, '')
    .replace(
      /viewBox="[^"]*" width="[^"]*" height="[^"]*"/,
      `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    )
  return sharp(Buffer.from(page), { unlimited: true, density: dots })
    .resize(Math.round((width / 72) * dots))
    .flatten({ background: '#fbfaf4' })
    .png()
    .toBuffer()
}

export interface Shot {
  /** Degrees that the telephone was turned. */
  turned?: number
  /** How far the sheet was from square, as a share of its width. */
  askew?: number
  /** How much of the picture the sheet takes. */
  fills?: number
  /** Dark in one corner, between 0 and 1. */
  shade?: number
  blur?: number
}

const table = '#6d5238'

/** A sheet on a table as somebody photographs it with a telephone. */
export async function photographed(page: Buffer, shot: Shot = {}): Promise<Buffer> {
  const { turned = 0, askew = 0, fills = 0.85, shade = 0.3, blur = 0.4 } = shot
  const long = 1600
  const paper = await sharp(page)
    .resize({ height: Math.round(long * fills) })
    .png()
    .toBuffer()
  const bent = await sharp(paper)
    .affine(
      [
        [1, askew],
        [askew / 2, 1],
      ],
      { background: table },
    )
    .png()
    .toBuffer()
  const turnedRound = await sharp(bent).rotate(turned, { background: table }).png().toBuffer()
  const lain = await sharp(turnedRound).resize(long, long, { fit: 'contain', background: table }).png().toBuffer()
  const light = `<svg width="${long}" height="${long}"><linearGradient id="g" x2="1" y2="1"><stop stop-opacity=".05"/><stop offset="1" stop-opacity="${shade}"/></linearGradient><rect width="100%" height="100%" fill="url(#g)"/></svg>`
  return sharp(lain)
    .composite([{ input: Buffer.from(light) }])
    .blur(blur)
    .jpeg({ quality: 70 })
    .toBuffer()
}

/** The same picture as a scanner puts it into a PDF. */
export async function scanned(page: Buffer): Promise<Buffer> {
  const jpeg = await sharp(page).resize({ width: 1240 }).jpeg({ quality: 80 }).toBuffer()
  const { width, height } = await sharp(jpeg).metadata()
  const content = 'q 595 0 0 842 0 0 cm /I Do Q'
  const head = Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>endobj\n` +
      `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\n` +
      `5 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
    'latin1',
  )
  const tail = Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1')
  return Buffer.concat([head, jpeg, tail])
}
