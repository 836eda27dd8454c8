import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Round } from '#modules/assessments/assessment/assessment.ts'
import { compareProfiles, type ComparedSection, type AssessmentProfile } from './profile.ts'

/** A bar of one round in one section: where it lies, and the score beside it; without a score it has no length. */
export interface ProfileBar {
  round: number
  y: number
  width: number
  score: number | null
}

export interface SectionChart {
  lines: { text: string; y: number }[]
  bars: ProfileBar[]
  /** Where its bars begin and end, from top to bottom. */
  top: number
  bottom: number
}

/** A profile as bars, in units that are pixels at its usual size. */
export interface ProfileChart {
  width: number
  height: number
  bar: number
  ticks: { x: number; score: number }[]
  sections: SectionChart[]
}

export interface ChartRow {
  title: string
  scores: readonly (number | null)[]
}

const width = 340
const track = 296
const lineHeight = 20
const bar = 14
const step = 19
const between = 16
const lettersInLine = 40

/** Bars under the title of each section, all on one scale: what reads at 360 pixels, where the words round a radar do not fit. */
export function barChart(rows: readonly ChartRow[], least: number, most: number): ProfileChart {
  const along = (score: number) => Math.round((track * (score - least)) / (most - least))
  let y = lineHeight
  const sections = rows.map(({ title, scores }): SectionChart => {
    const lines = wrapped(title).map((text) => ({ text, y: (y += lineHeight) - 4 }))
    const top = (y += 3)
    const bars = scores.map((score, round) => {
      const at = y
      y += step
      return { round, y: at, width: score === null ? 0 : Math.max(along(score), 2), score }
    })
    const bottom = y - (step - bar)
    y += between
    return { lines, bars, top, bottom }
  })
  const scores = Array.from({ length: most - least + 1 }, (_, at) => least + at)
  const ticks = scores.map((score) => ({ x: along(score), score }))
  return { width, height: y - between, bar, ticks, sections }
}

/** A title in lines that fit the drawing; a word is never broken. */
function wrapped(title: string): string[] {
  const lines = ['']
  for (const word of title.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + 1 + word.length > lettersInLine) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

/** Profiles of one parish as a page shows them: drawn, and the same numbers as rows of a table. */
export interface ProfileView {
  rounds: Round[]
  least: number
  most: number
  rows: ComparedSection[]
  drawing: ProfileChart
}

export function profileView(profiles: readonly AssessmentProfile[], locale: Locale): ProfileView | null {
  const rows = compareProfiles(profiles)
  if (rows.length === 0) return null
  const least = Math.min(...profiles.map((each) => each.least))
  const most = Math.max(...profiles.map((each) => each.most))
  const bars = rows.map(({ title, scores }) => ({
    title: localise(locale, title).text,
    scores: scores.map((each) => each?.score ?? null),
  }))
  return { rounds: profiles.map(({ round }) => round), least, most, rows, drawing: barChart(bars, least, most) }
}
