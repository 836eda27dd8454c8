import type { Locale } from './locale.ts'

const tags: Record<Locale, string> = { lv: 'lv-LV', et: 'et-EE', en: 'en-GB' }
const timeZone = 'Europe/Riga'

/** Formatters of one language, made once: money in cents, numbers, days, instants in Riga's time. */
export interface Formats {
  money: (cents: number) => string
  number: (value: number) => string
  day: (day: string) => string
  month: (month: string) => string
  moment: (at: Date) => string
  time: (at: Date) => string
  compare: (a: string, b: string) => number
}

function formatsOf(locale: Locale): Formats {
  const tag = tags[locale]
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR' })
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const day = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' })
  const month = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' })
  const moment = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: 'long', timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: 'short' })
  return {
    money: (cents) => money.format(cents / 100),
    number: (value) => number.format(value),
    day: (text) => day.format(new Date(text)),
    month: (text) => month.format(new Date(`${text}-01`)),
    moment: (at) => moment.format(at),
    time: (at) => time.format(at),
    compare: new Intl.Collator(tag).compare,
  }
}

export const formats: Record<Locale, Formats> = { lv: formatsOf('lv'), et: formatsOf('et'), en: formatsOf('en') }
