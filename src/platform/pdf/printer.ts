import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { workerPool } from '#platform/processes/worker-pool.ts'
import type { HandoverDocument } from './handover-document.ts'
import type { CertificateDocument } from './certificate-document.ts'
import type { PrintedDocument } from './document.ts'
import type { Labels } from './label-sheet.ts'
import type { OnePageDocument } from './one-page.ts'
import type { SignInSheet } from './sign-in-sheet.ts'
import type { TypesetJob } from './typst-worker.ts'

/** What can be printed: a template of views/pdf, with what it takes. */
interface Templates {
  handover: HandoverDocument
  document: PrintedDocument
  'label-sheet': Labels
  'one-page': OnePageDocument
  'sign-in-sheet': SignInSheet
  certificate: CertificateDocument
}

/** A PDF, whole and compressed for the way, with a tag that changes with its bytes. */
export interface PrintedPdf {
  pdf: Buffer
  gzip: Buffer
  etag: string
}

/** Bytes of PDFs that are kept. */
const mostKept = 48_000_000

const packed = promisify(gzip)

// Half a letter, as a cut text may end with, has none to print.
const wellFormed = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value)

// Two at once, and forty waiting: whoever comes after is told that it is busy.
const typeset: (order: TypesetJob) => Promise<Uint8Array> = workerPool(new URL('typst-worker.ts', import.meta.url), {
  most: 2,
  waiting: 40,
  seconds: 20,
})

/** Prints PDF, tagged, the same bytes for the same data; `logo` is the image of the programme's, if there is one. */
export function printer(logo: Uint8Array | null) {
  const kept = new Map<string, Promise<PrintedPdf>>()
  const sizes = new Map<string, number>()
  let bytes = 0

  async function print<T extends keyof Templates>(template: T, data: Templates[T]): Promise<PrintedPdf> {
    const pdf = Buffer.from(await typeset({ template, data: JSON.stringify(data, wellFormed), logo }))
    const etag = `"${createHash('sha256').update(pdf).digest('base64url').slice(0, 22)}"`
    return { pdf, gzip: await packed(pdf), etag }
  }

  const forget = (key: string, printed: Promise<PrintedPdf>) => {
    kept.delete(key)
    sizes.delete(key)
    void printed.then(({ pdf, gzip }) => (bytes -= pdf.length + gzip.length))
  }

  async function keep(key: string, printing: Promise<PrintedPdf>): Promise<PrintedPdf> {
    kept.set(key, printing)
    try {
      const { pdf, gzip } = await printing
      sizes.set(key, gzip.length)
      bytes += pdf.length + gzip.length
    } catch (error) {
      kept.delete(key)
      throw error
    }
    for (const [oldest, printed] of kept) if (bytes > mostKept && oldest !== key) forget(oldest, printed)
    return printing
  }

  return {
    print,
    /** The same of what `key` names and never changes: printed by the first who asks, and kept for the others. */
    printOnce: <T extends keyof Templates>(key: string, template: T, data: () => Templates[T]): Promise<PrintedPdf> =>
      kept.get(key) ?? keep(key, print(template, data())),
    /** Bytes on the way of what was printed under this name and is still kept; null where nothing is. */
    sizeOf: (key: string): number | null => sizes.get(key) ?? null,
  }
}

export type Printer = ReturnType<typeof printer>
