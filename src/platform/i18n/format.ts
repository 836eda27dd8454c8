import { keeping } from './keeping.ts'
import type { Locale } from './locale.ts'

const tags: Record<Locale, string> = { lv: 'lv-LV', et: 'et-EE', en: 'en-GB' }
const timeZone = 'Europe/Riga'

/** Formatters of one language, made once: money in cents, numbers, days, spans of days, instants in Riga's time. */
export interface Formats {
  money: (cents: number) => string
  number: (value: number) => string
  day: (day: string) => string
  /** From one day to another, with what both share said once; `…` stands for an end that is not known. */
  daySpan: (from: string, to: string | null) => string
  month: (month: string) => string
  moment: (at: Date) => string
  time: (at: Date) => string
  compare: (a: string, b: string) => number
}

/** Intl puts nothing between date and time in Latvian, where „plkst.” belongs. */
function momentsOf(locale: Locale): (at: Date) => string {
  const moment = new Intl.DateTimeFormat(tags[locale], { timeZone, dateStyle: 'long', timeStyle: 'short' })
  if (locale !== 'lv') return (at) => moment.format(at)
  const day = new Intl.DateTimeFormat(tags.lv, { timeZone, dateStyle: 'long' })
  const time = new Intl.DateTimeFormat(tags.lv, { timeZone, timeStyle: 'short' })
  return (at) => `${day.format(at)}, plkst. ${time.format(at)}`
}

const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000)

function formatsOf(locale: Locale): Formats {
  const tag = tags[locale]
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR' })
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const day = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' })
  const month = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' })
  const moment = momentsOf(locale)
  const time = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: 'short' })
  // A page says the same times again and again: each minute is written once.
  const momentOf = keeping((minute: number) => moment(new Date(minute * 60_000)))
  const timeOf = keeping((minute: number) => time.format(minute * 60_000))
  const spanOf = keeping((span: string) => {
    const [from = '', to = ''] = span.split(' ')
    return to === '' ? `${day.format(new Date(from))} – …` : day.formatRange(new Date(from), new Date(to))
  })
  return {
    money: (cents) => money.format(cents / 100),
    number: (value) => number.format(value),
    day: keeping((text) => day.format(new Date(text))),
    daySpan: (from, to) => spanOf(`${from} ${to ?? ''}`),
    // Intl shortens the word for year in Latvian where a month is named without its day.
    month: keeping((text) => month.format(new Date(`${text}-01`)).replace(' g. ', ' gada ')),
    moment: (at) => momentOf(minuteOf(at)),
    time: (at) => timeOf(minuteOf(at)),
    compare: new Intl.Collator(tag, { numeric: true }).compare,
  }
}

export const formats: Record<Locale, Formats> = { lv: formatsOf('lv'), et: formatsOf('et'), en: formatsOf('en') }
