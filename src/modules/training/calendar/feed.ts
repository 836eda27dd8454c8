import { createHmac } from 'node:crypto'
import { isSecret } from '#platform/values/secret.ts'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { instantOf, type Day } from '#platform/values/day.ts'
import { plainOf } from '#platform/values/markdown.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { paths } from '#platform/paths/paths.ts'
import { daysFrom } from '#modules/training/registrations/registration.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

/** Something at a time and a place, as calendars know it: the same id however it moves, a higher number for each change. */
export interface CalendarEvent {
  id: string
  sequence: number
  changedAt: Date
  starts: Date
  ends: Date
  title: string
  about: string
  place: string
  url: string
  status: 'confirmed' | 'tentative' | 'cancelled'
}

/** Where the portal is. */
export interface FeedAddress {
  origin: string
  locale: Locale
}

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
}

/**
 * A calendar file of events. Times are instants in UTC, which every calendar shows at the right hour on both sides of the
 * change of clocks; the zone is named for those who lay out weeks.
 */
export function feedText(
  name: string,
  events: readonly CalendarEvent[],
  { locale }: Pick<FeedAddress, 'locale'>,
): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Act Local', product: 'Training', language: locale.toUpperCase() },
    ttl: 60 * 60,
    x: [['X-WR-TIMEZONE', 'Europe/Riga']],
  })
  for (const { id, starts, ends, title, about, place, url, sequence, changedAt, status } of events) {
    calendar.createEvent({
      // The same that letters give it, so that a calendar knows both for one.
      id: `${id}@act-local`,
      sequence,
      stamp: changedAt,
      lastModified: changedAt,
      start: starts,
      end: ends,
      summary: title,
      ...(about !== '' && { description: about }),
      ...(place !== '' && { location: place }),
      url,
      status: statuses[status],
    })
  }
  return calendar.toString()
}

type FeedDay = TrainingDay & { updatedAt: Date }

/** The dates of training days as events; one that was put off is off in calendars, its replacement an event of its own. */
export const eventsOf = (days: readonly FeedDay[], { origin, locale }: FeedAddress): CalendarEvent[] =>
  days.flatMap((day) =>
    day.dates.map(({ id, onDay, starts, ends }) => ({
      id: `training-${id}`,
      sequence: day.version,
      changedAt: day.updatedAt,
      starts: instantOf(onDay, starts),
      ends: instantOf(onDay, ends),
      title: localise(locale, day.title).text,
      about: plainOf(localise(locale, day.reason ?? day.about).text, origin),
      place: day.place,
      url: `${origin}/${locale}${day.published ? paths.training.day(day.slug) : paths.training.workOnDay(day.slug)}`,
      status: statusOf(day),
    })),
  )

const statusOf = ({ state }: TrainingDay): CalendarEvent['status'] => {
  if (state === 'cancelled' || state === 'postponed') return 'cancelled'
  return state === 'planned' ? 'tentative' : 'confirmed'
}

const signatureOf = (secret: string, id: string) =>
  createHmac('sha256', secret).update(`training feed ${id}`).digest('hex').slice(0, 32)

/** What stands in the address of a person's own feed: which one it is, and the proof that the portal gave it out. */
export const feedToken = (secret: string, id: string): string => `${id.replaceAll('-', '')}${signatureOf(secret, id)}`

/** The feed that a token is of; null where the portal never gave it out. */
export function feedIdOf(secret: string, token: string): string | null {
  if (!/^[0-9a-f]{64}$/.test(token)) return null
  const id = token.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isSecret(token.slice(32), signatureOf(secret, id)) ? id : null
}

/** The day a year before: what is older leaves the feeds. */
export const oldestInFeed = (today: Day): Day => daysFrom(today, -366)
