import { readFileSync } from 'node:fs'
import sharp from 'sharp'

/** A picture that travels within a message. */
export interface InlineImage {
  cid: string
  filename: string
  content: Buffer
  width: number
  height: number
}

/** The European flag, and the programme's logo where there is one: programs that show messages draw no SVG. */
export interface InlineImages {
  flag: InlineImage
  logo: InlineImage | null
}

const height = 48

export async function renderInlineImages(logo: Uint8Array | null): Promise<InlineImages> {
  return {
    flag: await renderImage('flag', readFileSync('views/pdf/flag.svg')),
    logo: logo && (await renderImage('logo', logo)),
  }
}

// Twice as large as it is shown, for fine screens.
async function renderImage(name: string, source: Uint8Array): Promise<InlineImage> {
  const drawn = sharp(source, { density: 300 }).resize({ height: height * 2, width: 480, fit: 'inside' })
  const { data, info } = await drawn.png({ palette: true }).toBuffer({ resolveWithObject: true })
  const size = { width: Math.round(info.width / 2), height: Math.round(info.height / 2) }
  return { cid: `${name}@actlocal`, filename: `${name}.png`, content: data, ...size }
}
