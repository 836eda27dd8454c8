import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import type { MailMessage, MessagePart } from '#platform/mail/message.ts'
import { translations } from '#platform/i18n/translations.ts'
import { verificationPath, certifiedHours, serialNumber, type Certificate } from './certificate.ts'

export interface CertificateRecipient {
  email: string
  locale: Locale
}

const factsOf = (locale: Locale, certificate: Certificate): MessagePart => {
  const { t } = translations[locale]
  const { title, minutes } = certificate.content
  return {
    facts: [
      [t('attendance:certificate.training'), localise(locale, title).text],
      [t('attendance:certificate.hours'), formats[locale].number(certifiedHours(minutes))],
      [t('attendance:certificate.serial'), serialNumber(certificate)],
    ],
  }
}

/** Tells somebody that their certificate is there, with the private link to it. */
export function issuedMessage({ email, locale }: CertificateRecipient, certificate: Certificate): MailMessage {
  const { t } = translations[locale]
  return {
    to: email,
    locale,
    once: `certificate.issued ${certificate.id}`,
    subject: `${t('attendance:certificate.title')}: ${localise(locale, certificate.content.title).text}`,
    parts: [
      t('attendance:message.issued'),
      factsOf(locale, certificate),
      { link: t('attendance:message.open'), to: `/${locale}${verificationPath(certificate)}` },
      t('attendance:message.private'),
    ],
  }
}

/** Tells somebody that their certificate is no longer valid, and why. */
export function revokedMessage({ email, locale }: CertificateRecipient, certificate: Certificate): MailMessage {
  const { t } = translations[locale]
  return {
    to: email,
    locale,
    once: `certificate.revoked ${certificate.id}`,
    subject: `${t('attendance:message.revoked_subject')}: ${serialNumber(certificate)}`,
    parts: [
      t('attendance:message.revoked'),
      factsOf(locale, certificate),
      { facts: [[t('attendance:certificate.reason'), localise(locale, certificate.reason).text]] },
      t('attendance:message.ask'),
    ],
  }
}
