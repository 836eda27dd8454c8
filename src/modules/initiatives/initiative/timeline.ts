import type { Day, Month } from '#platform/values/day.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { PublishedAction } from './initiative.ts'

/** Lengths along the time are in per cent of the drawing's width, heights in pixels, so that letters keep their size. */
export interface Timeline {
  height: number
  head: number
  years: { x: number; label: string }[]
  months: { x: number; width: number; label: string; season: boolean }[]
  groups: Labelled[]
  bars: (Labelled & { from: number; width: number; top: number })[]
  project: { x: number; width: number; from: Month; to: Month } | null
  today: number | null
}

interface Labelled {
  x: number
  y: number
  anchor: 'start' | 'end'
  text: string
  lang: Locale
}

interface Drawn {
  title: Multilingual
  actions?: readonly PublishedAction[]
}

/** When the project runs, first and last day. */
export interface TimelinePeriod {
  startsOn: Day
  endsOn: Day
}

interface Around {
  locale: Locale
  period: TimelinePeriod | null
  today: Day
}

const head = 44
const groupHeight = 32
const barHeight = 40
/** How many letters of a label fit into the drawing at its narrowest. */
const letters = 74

const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const monthAt = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}` as Month
const two = (share: number) => Math.round(share * 100) / 100

type Scale = (index: number) => number

/** Initiatives with the months of their actions as a drawing; null where no action has months yet. */
export function timelineOf(initiatives: readonly Drawn[], { locale, period, today }: Around): Timeline | null {
  const timed = initiatives
    .map(({ title, actions = [] }) => ({ title, actions: actions.flatMap(dated) }))
    .filter(({ actions }) => actions.length > 0)
  if (timed.length === 0) return null

  const known = timed.flatMap(({ actions }) => actions.flatMap(({ from, to }) => [from, to + 1]))
  const project = period && { from: indexOf(period.startsOn), to: indexOf(period.endsOn) + 1 }
  const first = Math.min(...known, ...(project ? [project.from] : []))
  const last = Math.max(...known, ...(project ? [project.to] : []))
  const at: Scale = (index) => two((100 * (index - first)) / (last - first))
  const now = indexOf(today) + (Number(today.slice(8)) - 1) / 31

  return {
    ...rowsOf(timed, at, locale),
    head,
    ...axisOf(first, last, at),
    project: project && {
      x: at(project.from),
      width: two(at(project.to) - at(project.from)),
      from: monthAt(project.from),
      to: monthAt(project.to - 1),
    },
    today: now >= first && now <= last ? at(now) : null,
  }
}

const dated = (action: PublishedAction) =>
  action.fromMonth === null || action.toMonth === null
    ? []
    : [{ what: action.what, from: indexOf(action.fromMonth), to: indexOf(action.toMonth) }]

function axisOf(first: number, last: number, at: Scale): Pick<Timeline, 'months' | 'years'> {
  const indexes = Array.from({ length: last - first }, (_, along) => first + along)
  const months = indexes.map((index) => ({
    x: at(index),
    width: two(at(index + 1) - at(index)),
    label: String((index % 12) + 1),
    season: index % 3 === 0,
  }))
  // A year of which one month only is drawn has no room for its name.
  const years = indexes
    .filter((index) => (index === first || index % 12 === 0) && index + 1 < last && (index + 1) % 12 !== 0)
    .map((index) => ({ x: at(index), label: String(Math.floor(index / 12)) }))
  return { months, years }
}

interface Timed {
  title: Multilingual
  actions: { what: Multilingual; from: number; to: number }[]
}

function rowsOf(timed: readonly Timed[], at: Scale, locale: Locale): Pick<Timeline, 'groups' | 'bars' | 'height'> {
  const groups: Timeline['groups'] = []
  const bars: Timeline['bars'] = []
  let top = head
  for (const { title, actions } of timed) {
    const said = localise(locale, title)
    groups.push({ x: 0, y: top + 22, anchor: 'start', text: cut(said.text, letters), lang: said.lang })
    top += groupHeight
    for (const { what, from, to } of actions) {
      const bar = { from: at(from), width: two(at(to + 1) - at(from)) }
      bars.push({ ...bar, top: top + 19, y: top + 13, ...labelOf(localise(locale, what), bar) })
      top += barHeight
    }
  }
  return { groups, bars, height: top + 8 }
}

// A label begins where its bar does; where there is no room for it, it may end where the bar ends.
function labelOf({ text, lang }: { text: string; lang: Locale }, { from, width }: { from: number; width: number }) {
  const [before, after] = [from + width, 100 - from].map((share) => Math.floor((share / 100) * letters)) as [
    number,
    number,
  ]
  const begins = text.length <= after || after >= before
  const side = begins ? ({ x: from, anchor: 'start' } as const) : ({ x: from + width, anchor: 'end' } as const)
  return { ...side, text: cut(text, begins ? after : before), lang }
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text)
