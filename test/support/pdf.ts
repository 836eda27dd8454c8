import type { Response } from 'supertest'
import { extractText, getDocumentProxy } from 'unpdf'

/** Reads an answer of supertest as the bytes it is. */
export function bytes(res: Response, done: (error: Error | null, body: Buffer) => void): void {
  const stream = res as unknown as NodeJS.ReadableStream
  const parts: Buffer[] = []
  stream.on('data', (part: Buffer) => parts.push(part))
  stream.on('end', () => done(null, Buffer.concat(parts)))
}

/** What somebody reads in a PDF, and what a screen reader is told of it. */
export async function reading(pdf: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const [{ info }, marks, { text, totalPages }] = await Promise.all([
    document.getMetadata(),
    document.getMarkInfo(),
    extractText(document, { mergePages: true }),
  ])
  return {
    text: text.replaceAll(/\s+/g, ' '),
    pages: totalPages,
    info: info as Record<string, unknown>,
    isTagged: (marks as { Marked?: boolean } | null)?.Marked === true,
  }
}

/** Where each text stands on each page, in points from the left and the bottom. */
export async function placedOn(pdf: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, page) => {
      const sheet = await document.getPage(page + 1)
      const { items } = await sheet.getTextContent()
      const texts = items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , , , from = 0, at = 0] = item.transform as number[]
        return [{ text: item.str, page, from, to: from + item.width, at }]
      })
      return { width: sheet.getViewport({ scale: 1 }).width, texts }
    }),
  )
}
