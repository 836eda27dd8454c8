import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { translations } from '#platform/i18n/translations.ts'
import { agreedDate, type AdviceRequest } from './request.ts'

const minutes = 60

/** The agreed time of a request as an iCalendar file, or one that takes it out again; null where none is agreed. */
export function calendarInvitation(locale: Locale, request: AdviceRequest, off = false): string | null {
  const agreed = agreedDate(request)
  if (!agreed) return null
  const { t } = translations[locale]
  const calendar = ical({ name: t('name'), method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH })
  calendar.createEvent({
    id: `request-${request.id}@act-local`,
    sequence: request.version,
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    stamp: request.changedAt,
    start: agreed.startsAt,
    end: new Date(agreed.startsAt.getTime() + minutes * 60_000),
    summary: `${t('mentors:requests.one')}: ${localise(locale, request.parishNames).text}`,
    location: agreed.place || t(`advice:channels.${agreed.channel}`),
    description: t(`advice:topics.${request.topic}`),
  })
  return calendar.toString()
}
