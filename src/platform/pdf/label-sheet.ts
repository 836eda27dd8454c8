import type { Letterhead, TextRun } from './document.ts'

/** Sheets of small labels to stick on things, three beside each other and eight below: each names a thing and opens its page. */
export interface Labels extends Letterhead {
  draft: null
  project: string
  labels: {
    number: string
    name: TextRun
    owner: string
    /** Whether the programme paid, so that its emblem stands on the label. */
    emblem: boolean
    address: string
    qr: string
    alt: string
  }[]
}
