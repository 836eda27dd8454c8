import { formats } from '#lib/format.ts'
import type { Locale } from '#lib/locale.ts'
import { localise } from '#lib/text.ts'
import type { MailMessage } from '#mail/letter.ts'
import { paths } from '#paths/paths.ts'
import { translations } from '#web/words.ts'
import type { TravellerState, Visit } from './visit.ts'

interface TravellerRecipient {
  id: string
  version: number
  state: TravellerState
  email: string
  locale: Locale
  boardsAt: string
}

/** Tells somebody that they come along, or that they wait for a place. */
export function travellerMessage(
  visit: Visit,
  { id, version, state, email, locale, boardsAt }: TravellerRecipient,
): MailMessage {
  const { t } = translations[locale]
  const say = (text: Visit['about']) => localise(locale, text).text
  const { day } = formats[locale]
  const coming = state === 'coming'
  return {
    to: email,
    locale,
    once: `visit-${state}:${id}:${version}`,
    subject: `${t(coming ? 'visits:mail.coming' : 'visits:mail.waiting')}: ${say(visit.title)}`,
    parts: [
      t(coming ? 'visits:mail.coming_text' : 'visits:mail.waiting_text'),
      {
        facts: [
          [t('visits:form.fromDay.label'), day(visit.fromDay)],
          [t('visits:form.toDay.label'), day(visit.toDay)],
          ...(boardsAt ? [[t('visits:traveller.boardsAt.label'), boardsAt] as [string, string]] : []),
          ...(visit.contact ? [[t('visits:form.contact.label'), visit.contact] as [string, string]] : []),
        ],
      },
      { link: t('visits:mail.read'), to: `/${locale}${paths.visits.visit(visit.slug)}` },
    ],
  }
}
