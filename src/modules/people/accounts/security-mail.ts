import { formats } from '#platform/i18n/format.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage, MessagePart } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import { goodFor, type AccountLink } from './link.ts'
import type { Person } from './person.ts'

type Recipient = Pick<Person, 'id' | 'email' | 'name' | 'locale'>
type Letter =
  | 'closed'
  | 'new_device'
  | 'many_tries'
  | 'email_change'
  | 'email_changed'
  | 'email_taken'
  | 'sign_in_link'
  | 'needs_password'

interface Written {
  /** Which one it is of several such letters. */
  once: string
  parts: MessagePart[]
  phone: string
}

// Each ends with what to do for whoever did not do what it tells of.
const letter = (name: Letter, { id, email, locale }: Recipient, { once, parts, phone }: Written): MailMessage => {
  const { t } = translations[locale]
  return {
    ...{ to: email, locale, personId: id },
    once: `${name.replaceAll('_', ' ')} ${once}`,
    subject: t(`people:letters.${name}.subject`),
    parts: [...parts, t('people:letters.not_you', { phone })],
  }
}

interface Sent {
  token: string
  link: AccountLink
  phone: string
}

/** Tells somebody that their account was used in a browser that they never signed in with before. */
export function newDeviceMessage(
  person: Recipient,
  { id, label, phone, at }: { id: string; label: string; phone: string; at: Date },
): MailMessage {
  const { t } = translations[person.locale]
  const { moment } = formats[person.locale]
  const device = label || t('people:sessions.unknown')
  const parts = [
    t('people:letters.new_device.text'),
    {
      facts: [
        [t('people:letters.new_device.when'), moment(at)],
        [t('people:letters.new_device.device'), device],
      ],
    },
    { link: t('people:letters.new_device.link'), to: `/${person.locale}${paths.people.account()}` },
  ] satisfies MessagePart[]
  return letter('new_device', person, { once: id, parts, phone })
}

/** Tells somebody, once a day, that many wrong passwords are tried on their account. */
export function manyTriesMessage(person: Recipient, phone: string, at: Date): MailMessage {
  const { t } = translations[person.locale]
  const parts = [
    t('people:letters.many_tries.text'),
    { link: t('people:letters.many_tries.link'), to: `/${person.locale}${paths.people.account()}` },
  ]
  return letter('many_tries', person, { once: `${person.id} ${at.toISOString().slice(0, 10)}`, parts, phone })
}

/** Tells somebody that an administrator closed their account. */
export function accountClosedMessage(person: Recipient, phone: string, at: Date): MailMessage {
  const { t } = translations[person.locale]
  const parts = [t('people:letters.closed.text', { at: formats[person.locale].moment(at) })]
  return letter('closed', person, { once: `${person.id} ${at.toISOString()}`, parts, phone })
}

/** Asks the address that an account is to get whether it may; nothing changes before. */
export function emailChangeMessage(person: Recipient, { token, link, phone }: Sent): MailMessage {
  const { t } = translations[person.locale]
  const parts = [
    t('people:letters.email_change.text', { name: person.name }),
    { link: t('people:letters.email_change.link'), to: `/${person.locale}${paths.people.emailChange(token)}` },
    t('people:letters.invitation.until', { until: formats[person.locale].moment(link.expiresAt) }),
  ]
  return letter('email_change', { ...person, email: link.newEmail ?? person.email }, { once: link.id, parts, phone })
}

/** Tells the address that an account had that it has another, with a link that puts it back. */
export function emailChangedMessage(person: Recipient, { token, link, phone }: Sent): MailMessage {
  const { t } = translations[person.locale]
  const parts = [
    t('people:letters.email_changed.text'),
    { link: t('people:letters.email_changed.link'), to: `/${person.locale}${paths.people.emailUndo(token)}` },
    t('people:letters.invitation.until', { until: formats[person.locale].moment(link.expiresAt) }),
  ]
  return letter('email_changed', { ...person, email: link.newEmail ?? person.email }, { once: link.id, parts, phone })
}

/** Tells whose address was to become another account's that it cannot, as it has one, once a day. */
export function emailTakenMessage(person: Recipient, phone: string, at: Date): MailMessage {
  const { t } = translations[person.locale]
  const parts = [
    t('people:letters.email_taken.text'),
    { link: t('people:sign_in.title'), to: `/${person.locale}${paths.people.signIn()}` },
  ]
  return letter('email_taken', person, { once: `${person.id} ${at.toISOString().slice(0, 10)}`, parts, phone })
}

/** A letter by which somebody signs in without their password. */
export function signInLinkMessage(person: Recipient, { token, link, phone }: Sent): MailMessage {
  const { t } = translations[person.locale]
  const parts = [
    t('people:letters.sign_in_link.text', { minutes: goodFor.sign_in }),
    { link: t('people:letters.sign_in_link.link'), to: `/${person.locale}${paths.people.signInByLink(token)}` },
  ]
  return letter('sign_in_link', person, { once: link.id, parts, phone })
}

/** Tells somebody who asked for such a letter that what their role lets them do needs their password. */
export function needsPasswordMessage(person: Recipient, phone: string, at: Date): MailMessage {
  const { t } = translations[person.locale]
  const parts = [
    t('people:letters.needs_password.text'),
    { link: t('people:sign_in.title'), to: `/${person.locale}${paths.people.signIn()}` },
    { link: t('people:forgotten.link'), to: `/${person.locale}${paths.people.forgotten()}` },
  ]
  return letter('needs_password', person, { once: `${person.id} ${at.toISOString()}`, parts, phone })
}
