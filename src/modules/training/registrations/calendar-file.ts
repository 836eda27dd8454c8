import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { RegistrationDay } from './registration.ts'

/** The dates of a training day as an iCalendar file for who comes; one that is called off takes them out again. */
export function calendarOf(day: RegistrationDay, locale: Locale, made: Date): string {
  const off = day.state === 'cancelled' || day.state === 'postponed'
  const calendar = ical({
    prodId: { company: 'Act Local', product: 'Training' },
    method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  for (const { id, startsAt, endsAt } of day.dates) {
    calendar.createEvent({
      id: `training-${id}@act-local`,
      stamp: made,
      sequence: day.version,
      start: startsAt,
      end: endsAt,
      summary: localise(locale, day.title).text,
      location: [day.place, day.onlineAt].filter(Boolean).join(', ') || null,
      status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
