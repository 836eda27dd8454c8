import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Registration, RegistrationDate, RegistrationDay } from './registration.ts'

/** What the calendar of a person should hold of a day: nothing while they have no place, or once the day is called off. */
export const entriesFor = (
  { state, dates }: Pick<RegistrationDay, 'state' | 'dates'>,
  registration: Pick<Registration, 'state'>,
): RegistrationDate[] =>
  registration.state === 'registered' && state !== 'cancelled' && state !== 'postponed' ? dates : []

/** What letters have put into the calendar of a person; for who was entered without one, what it should hold. */
export const entriesGiven = (
  { dates }: Pick<RegistrationDay, 'dates'>,
  { state, inCalendar }: Pick<Registration, 'state' | 'inCalendar'>,
): RegistrationDate[] =>
  inCalendar?.map((each) => ({ ...each, startsAt: new Date(each.startsAt), endsAt: new Date(each.endsAt) })) ??
  (state === 'registered' ? dates : [])

interface CalendarFile {
  entries: readonly RegistrationDate[]
  /** Whether the entries come in, or are taken out again. */
  off: boolean
  locale: Locale
}

/**
 * Dates of a training day as an iCalendar file for who has a place, or had one: each keeps its identity for good, with a
 * higher number at every turn of the day or the registration. The link to what is online is for who has a place.
 */
export function calendarOf(
  day: RegistrationDay,
  { turns, registeredAt }: Pick<Registration, 'turns' | 'registeredAt'>,
  { entries, off, locale }: CalendarFile,
): string {
  const calendar = ical({
    prodId: { company: 'Act Local', product: 'Training' },
    method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  for (const { id, startsAt, endsAt } of entries) {
    calendar.createEvent({
      id: `training-${id}@act-local`,
      stamp: registeredAt,
      sequence: day.version + turns,
      start: startsAt,
      end: endsAt,
      summary: localise(locale, day.title).text,
      location: [day.place, off ? '' : day.onlineAt].filter(Boolean).join(', ') || null,
      status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
