import type { Letterhead, TextRun } from './document.ts'

/** A certificate on one page, with the code by which anybody who holds it can see that it is true. */
export interface CertificateDocument extends Letterhead {
  draft: string | null
  over: string
  name: string
  /** What the name stands above, such as "took part in the training". */
  said: string
  about: TextRun
  facts: [string, TextRun][]
  signature: { line: string; who: string }
  verify: { qr: string; alt: string; text: string; address: string; shown: string }
}
