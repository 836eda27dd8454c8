import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { MailMessage, MessagePart } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
import { offerHours, type Registration, type RegistrationDate, type RegistrationDay } from './registration.ts'

/** What a letter tells: how the person stands, or what became of the day. */
export const messageKinds = [
  'registered',
  'waiting',
  'offered',
  'expired',
  'cancelled',
  'again',
  'reminder',
  'day_changed',
  'dates_removed',
  'moved',
  'day_cancelled',
  'day_postponed',
] as const
export type MessageKind = (typeof messageKinds)[number]

interface MessageAbout {
  day: RegistrationDay
  registration: Registration & { email: string }
  /** Null where there is no page any more for whom the letter goes to. */
  token: string | null
  /** What there is one such letter of; one of each kind goes out for a turn of the registration, where nothing is said. */
  of?: string | undefined
  calendar?: string | null
  /** Dates that are off, to be named. */
  gone?: readonly RegistrationDate[]
}

/** Where a private link leads. */
const linkTo = (locale: Locale, slug: string, token: string): string =>
  `/${locale}${paths.training.registration({ day: slug, token })}`

/** A letter about a registration, in the language in which the person registered. */
export function registrationMessage(
  kind: MessageKind,
  { day, registration, token, of, calendar = null, gone = [] }: MessageAbout,
): MailMessage {
  const { locale, email } = registration
  const { t } = translations[locale]
  const title = localise(locale, day.title).text
  return {
    to: email,
    locale,
    once: `registration ${kind} ${registration.id} ${of ?? registration.turns}`,
    subject: `${t(`registrations:messages.${kind}.subject`)}: ${title}`.slice(0, 300),
    parts: [
      t(`registrations:messages.${kind}.text`, { hours: offerHours }),
      ...(kind === 'moved' && calendar !== null ? [t('registrations:messages.moved_dates')] : []),
      { facts: factsOf(kind, day, registration, gone) },
      ...reasonOf(kind, day, locale),
      ...linkOf(day, locale, token),
    ],
    calendar,
  }
}

function linkOf({ slug }: RegistrationDay, locale: Locale, token: string | null): MessagePart[] {
  if (token === null) return []
  const { t } = translations[locale]
  return [
    { link: t('registrations:messages.link'), to: linkTo(locale, slug, token) },
    t('registrations:messages.private'),
  ]
}

function factsOf(
  kind: MessageKind,
  day: RegistrationDay,
  registration: Registration,
  gone: readonly RegistrationDate[],
): [string, string][] {
  const { locale } = registration
  const { t } = translations[locale]
  const comes = registration.state === 'registered' && kind !== 'moved'
  return [
    [t('registrations:facts.day'), localise(locale, day.title).text],
    ...day.dates.map((each): [string, string] => [t('registrations:facts.when'), whenOf(locale, each)]),
    ...gone.map((each): [string, string] => [t('registrations:facts.gone'), whenOf(locale, each)]),
    ...(day.place ? [[t('registrations:facts.place'), day.place] as [string, string]] : []),
    ...(day.onlineAt && comes ? [[t('registrations:facts.online'), day.onlineAt] as [string, string]] : []),
    [t('registrations:facts.who'), registration.name],
    ...standingOf(kind, day, registration),
  ]
}

/** A date with its hours: a label's value, since no sentence could hold it in three languages. */
function whenOf(locale: Locale, { onDay, startsAt, endsAt }: RegistrationDay['dates'][number]): string {
  const { day, time } = formats[locale]
  return `${day(onDay)}, ${time(startsAt)}–${time(endsAt)}`
}

function standingOf(kind: MessageKind, day: RegistrationDay, registration: Registration): [string, string][] {
  const { t } = translations[registration.locale]
  const { moment } = formats[registration.locale]
  if (kind === 'day_cancelled' || kind === 'day_postponed' || kind === 'moved') return []
  const facts: [string, string][] = [
    [t('registrations:facts.standing'), t(`registrations:states.${registration.state}`)],
  ]
  if (registration.state === 'waiting') {
    facts.push([t('registrations:facts.place_in_queue'), String(registration.before + 1)])
    if (day.capacity !== null) facts.push([t('registrations:facts.taken'), `${day.taken} / ${day.capacity}`])
  }
  if (registration.offeredUntil) facts.push([t('registrations:facts.answer_by'), moment(registration.offeredUntil)])
  return facts
}

function reasonOf(kind: MessageKind, day: RegistrationDay, locale: Locale): MessagePart[] {
  if (kind !== 'day_cancelled' && kind !== 'day_postponed') return []
  const { t } = translations[locale]
  const reason = localise(locale, day.replacementReason ?? day.reason).text
  const { day: written } = formats[locale]
  const dates = day.replacedOn.map((on): [string, string] => [t('registrations:facts.new_date'), written(on)])
  const later: MessagePart[] =
    day.replacedBySlug && !day.replacementReason
      ? [{ link: t('registrations:messages.later'), to: `/${locale}${paths.training.day(day.replacedBySlug)}` }]
      : []
  return [
    ...(reason ? [{ facts: [[t('registrations:facts.reason'), reason]] } as MessagePart] : []),
    ...(dates.length > 0 ? [{ facts: dates }] : []),
    ...later,
  ]
}
