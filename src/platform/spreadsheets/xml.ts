import { SaxesParser } from 'saxes'

/** What is done with an element's begin, its text and its end; names come without their prefix, which each program chooses. */
export interface XmlReader {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const step = 64 * 1024

/** Reads a part of a workbook from its begin to its end; throws where it is no XML, or has a document type, which may define what unfolds. */
export function readXml(bytes: Uint8Array, { open, text, close }: XmlReader): void {
  const parser = new SaxesParser({ xmlns: false as const, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a workbook has no document type')
  })
  if (open) parser.on('opentag', ({ name, attributes }) => open(localName(name), attributes))
  if (close) parser.on('closetag', ({ name }) => close(localName(name)))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true })
  for (let at = 0; at < bytes.length; at += step)
    parser.write(decoder.decode(bytes.subarray(at, at + step), { stream: true }))
  parser.write(decoder.decode())
  parser.close()
}

/** A name without the prefix of its namespace. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

// By its mark or its first letter, else as it says itself.
function encodingOf(bytes: Uint8Array): string {
  const [one = 0, two = 0] = bytes
  const wide = { [0xfffe]: 'utf-16le', [0x3c00]: 'utf-16le', [0xfeff]: 'utf-16be', [0x003c]: 'utf-16be' }[
    one * 256 + two
  ]
  if (wide !== undefined) return wide
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const said = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w-]{1,30})/.exec(start)?.[1] ?? 'utf-8'
  return /^utf-?16/i.test(said) ? 'utf-8' : said
}
