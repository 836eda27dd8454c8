/** A calendar day 'YYYY-MM-DD' without a time zone. */
export type Day = string & { readonly unit: 'day' }

/** A calendar month 'YYYY-MM'. */
export type Month = string & { readonly unit: 'month' }

/** Tells the present instant; tests set it. */
export type Clock = () => Date

const inRiga = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Riga', dateStyle: 'short' })

let known = { minute: Number.NaN, day: '' }

/** The day it is in Riga and Tallinn, which share one clock; worked out once a minute, as pages ask for it often. */
export function today(now: Clock): Day {
  const at = now()
  const minute = Math.floor(Number(at) / 60_000)
  if (minute !== known.minute) known = { minute, day: inRiga.format(at) }
  return known.day as Day
}

/** The day that a text 'YYYY-MM-DD' names; a day that is in no calendar is a bug and throws. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`${text} is not a day`)
  return text
}

/** Whether a text 'YYYY-MM-DD' names a day that is in the calendar. */
export const isDay = (text: string): text is Day => {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text)
}

/** The instant that clocks in Riga and Tallinn show this time on this day. */
export function instantOf(onDay: Day, time: string): Date {
  const asUtc = new Date(`${onDay}T${time}:00Z`)
  // The offset an hour early may be another where the clocks are changed that night: what it gives is asked again.
  const guessed = new Date(asUtc.valueOf() - offsetAt(asUtc))
  return new Date(asUtc.valueOf() - offsetAt(guessed))
}

/** Whether clocks show this time on this day: in the night when they are put forward an hour is left out. Each day has its end, 24:00. */
export const isOnClock = (onDay: Day, time: string): boolean =>
  time === '24:00' || partsInRiga.format(instantOf(onDay, time)) === `${onDay} ${time}:00`

const partsInRiga = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Riga',
  dateStyle: 'short',
  timeStyle: 'medium',
})

const offsetAt = (at: Date) => new Date(`${partsInRiga.format(at).replace(' ', 'T')}Z`).valueOf() - at.valueOf()
