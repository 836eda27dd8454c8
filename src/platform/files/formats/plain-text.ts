import { Refused } from './file.ts'

const controls = /[\x00-\x08\x0b\x0e-\x1f\x7f]/
const program = /^\s*<|^#!|<\s*(script|html|svg|iframe|!doctype)|<\?php/i

/** The text in UTF-8; throws Refused for anything that is no text, or is one that browsers or systems would run. */
export function plainText(content: Buffer): Buffer {
  const text = textOf(content)
  if (controls.test(text)) throw new Refused('file_type')
  if (program.test(text)) throw new Refused('file_type')
  return Buffer.from(text)
}

// Old editors write UTF-16 with its mark, spreadsheet programs of the region the code page of their system.
function textOf(content: Buffer): string {
  const mark = content.toString('latin1', 0, 2)
  if (mark === '\xff\xfe') return new TextDecoder('utf-16le').decode(content)
  if (mark === '\xfe\xff') return new TextDecoder('utf-16be').decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1257').decode(content)
  }
}
