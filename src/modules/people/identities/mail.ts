import { formats } from '#platform/i18n/format.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Person } from '#modules/people/accounts/person.ts'

/** What a letter about an account elsewhere tells of. */
export interface Told {
  person: Pick<Person, 'id' | 'email' | 'locale'>
  /** What people call the provider. */
  provider: string
  /** Whom to call where it was somebody else. */
  phone: string
  at: Date
}

/** Tells somebody that an account elsewhere signs them in from now on, or no longer. */
export function identityMessage(what: 'linked' | 'unlinked', { person, provider, phone, at }: Told): MailMessage {
  const { t } = translations[person.locale]
  return {
    to: person.email,
    locale: person.locale,
    personId: person.id,
    once: `identity ${what} ${person.id} ${at.toISOString()}`,
    subject: t(`identities:letters.${what}.subject`, { provider }),
    parts: [
      t(`identities:letters.${what}.text`, { provider, at: formats[person.locale].moment(at) }),
      { link: t('identities:letters.link'), to: `/${person.locale}${paths.people.identities()}` },
      t('people:letters.not_you', { phone }),
    ],
  }
}
