import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { TravellerState, Visit } from '#modules/visits/visits/visit.ts'

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
