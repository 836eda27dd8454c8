import type { Letterhead, TextRun } from './document.ts'

/** One sheet for a notice board. It takes as much of the text as can be read from a step away, and says how much it left out. */
export interface OnePageDocument extends Letterhead {
  over: string
  name: string
  draft: string | null
  intro: string
  initiatives: { title: TextRun; summary: TextRun; facts: TextRun[] }[]
  /** "and 3 more", at [n] for n initiatives left out. */
  more: string[]
  money: [string, string][]
  ask: { title: string; lines: string[] }
  plan: { title: string; address: string; qr: string; alt: string }
  foot: string
}
