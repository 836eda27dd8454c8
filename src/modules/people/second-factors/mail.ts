import { formats } from '#platform/i18n/format.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Person } from '#modules/people/accounts/person.ts'

type Recipient = Pick<Person, 'id' | 'email' | 'locale'>

/** What a letter about second factors tells of. */
export interface Told {
  person: Recipient
  /** Whom to call where it was somebody else. */
  phone: string
  at: Date
}

const headOf = ({ id, email, locale }: Recipient) => ({ to: email, locale, personId: id })

const ownPage = ({ locale }: Recipient, link: string) => ({ link, to: `/${locale}${paths.people.account()}` })

/** Tells somebody that a second factor was added to their account. */
export function factorAddedMessage({ person, phone, at }: Told, factor: { id: string; name: string }): MailMessage {
  const { t } = translations[person.locale]
  const params = { name: factor.name, at: formats[person.locale].moment(at) }
  return {
    ...headOf(person),
    once: `factor added ${factor.id}`,
    subject: t('factors:letters.added.subject'),
    parts: [
      t('factors:letters.added.text', params),
      ownPage(person, t('factors:letters.link')),
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** Tells somebody that second factors were removed from their account, by name; `once` says which time of several. */
export function factorRemovedMessage({ person, phone, at }: Told, names: string[], once: string): MailMessage {
  const { t } = translations[person.locale]
  const params = { names: names.join(', '), at: formats[person.locale].moment(at) }
  return {
    ...headOf(person),
    once: `factor removed ${once}`,
    subject: t('factors:letters.removed.subject'),
    parts: [
      t('factors:letters.removed.text', params),
      ownPage(person, t('factors:letters.link')),
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** Tells somebody who signed in by a recovery code that few are left. */
export function codesLowMessage({ person, phone, at }: Told, left: number): MailMessage {
  const { t } = translations[person.locale]
  return {
    ...headOf(person),
    once: `codes low ${person.id} ${left} ${at.toISOString()}`,
    subject: t('factors:letters.codes_low.subject'),
    parts: [
      t('factors:letters.codes_low.text', { count: left }),
      ownPage(person, t('factors:letters.codes_low.link')),
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** Tells somebody, once a day, that whoever gave their right password gave too many wrong codes after it. */
export function wrongCodesMessage({ person, phone, at }: Told): MailMessage {
  const { t } = translations[person.locale]
  return {
    ...headOf(person),
    once: `wrong codes ${person.id} ${at.toISOString().slice(0, 10)}`,
    subject: t('factors:letters.wrong_codes.subject'),
    parts: [
      t('factors:letters.wrong_codes.text', { at: formats[person.locale].moment(at) }),
      { link: t('factors:letters.wrong_codes.link'), to: `/${person.locale}${paths.people.forgotten()}` },
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** Asks another administrator to confirm that somebody's second factors are removed. */
export function removalAskedMessage(
  { person: administrator, phone }: Omit<Told, 'at'>,
  removal: { id: string; reason: string; asker: string; of: { id: string; name: string } },
): MailMessage {
  const { locale } = administrator
  const { t } = translations[locale]
  const names = { asker: removal.asker, name: removal.of.name }
  return {
    ...headOf(administrator),
    once: `factor removal ${removal.id}`,
    subject: t('factors:letters.removal.subject'),
    parts: [
      t('factors:letters.removal.text', names),
      { facts: [[t('factors:removal.reason.label'), removal.reason]] },
      { link: t('factors:letters.removal.link'), to: `/${locale}${paths.people.person(removal.of.id)}` },
      t('people:letters.not_you', { phone }),
    ],
  }
}
