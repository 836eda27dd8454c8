import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage, MessagePart } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Day } from '#platform/values/day.ts'
import { confirmHours, type RefusalReason, type RequestKind } from './request.ts'

interface About {
  id: string
  kind: RequestKind
  email: string
  locale: Locale
  phone: string
}

function messageTo(
  { id, kind, email, locale, phone }: About,
  about: string,
  subject: string,
  parts: MessagePart[],
): MailMessage {
  const { t } = translations[locale]
  return {
    to: email,
    locale,
    once: `privacy ${about} ${id}`,
    subject,
    parts: [
      { facts: [[t('privacy:request.kind.label'), t(`privacy:request_kinds.${kind}`)]] },
      ...parts,
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** Asks whoever reads this mailbox whether they asked. */
export function confirmMessage(about: About & { token: string }): MailMessage {
  const { t } = translations[about.locale]
  return messageTo(about, 'confirm', t('privacy:letters.confirm.subject'), [
    t('privacy:letters.confirm.text', { hours: confirmHours }),
    { link: t('privacy:letters.confirm.link'), to: `/${about.locale}${paths.privacy.confirmation(about.token)}` },
  ])
}

export function answeredMessage(about: About, answer: string): MailMessage {
  const { t } = translations[about.locale]
  return messageTo(about, 'answered', t('privacy:letters.answered.subject'), [
    t('privacy:letters.answered.text'),
    answer,
    t('privacy:letters.complain'),
  ])
}

export function refusedMessage(about: About, reason: RefusalReason, words: string): MailMessage {
  const { t } = translations[about.locale]
  return messageTo(about, 'refused', t('privacy:letters.refused.subject'), [
    t('privacy:letters.refused.text'),
    t(`privacy:reasons.${reason}`),
    words,
    t('privacy:letters.complain'),
  ])
}

export function extendedMessage(about: About, because: string, until: Day): MailMessage {
  const { t } = translations[about.locale]
  return messageTo(about, 'extended', t('privacy:letters.extended.subject'), [
    t('privacy:letters.extended.text', { until: formats[about.locale].day(until) }),
    because,
    t('privacy:letters.complain'),
  ])
}
