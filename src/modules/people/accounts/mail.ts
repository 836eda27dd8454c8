import type { Multilingual } from '#platform/i18n/locale.ts'
import { localise } from '#platform/i18n/text.ts'
import { formats } from '#platform/i18n/format.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Role } from '#platform/values/viewer.ts'
import { goodFor, type AccountLink } from './link.ts'
import type { Person } from './person.ts'

interface About {
  person: Pick<Person, 'id' | 'email' | 'name' | 'locale'>
  token: string
  link: AccountLink
  /** Whom to call where the letter was not expected. */
  phone: string
}

const headOf = ({ id, email, locale }: About['person']) => ({ to: email, locale, personId: id })

interface Invited {
  /** Who invites; null where the portal does by itself. */
  from: string | null
  /** What they add to it. */
  note: string | null
  /** The roles that await the person, with their places. */
  roles: readonly { role: Role; place: Multilingual | null }[]
}

/** A letter that invites somebody to begin with their account. */
export function invitationMessage({ person, token, link, phone }: About, { from, note, roles }: Invited): MailMessage {
  const { locale } = person
  const { t } = translations[locale]
  return {
    ...headOf(person),
    once: `invitation ${link.id}`,
    subject: t('people:letters.invitation.subject'),
    parts: [
      from === null ? t('people:letters.invitation.text') : t('people:letters.invitation.text_from', { name: from }),
      ...(note === null ? [] : [note]),
      {
        facts: [
          [t('people:sign_in.email.label'), person.email],
          ...roles.map(({ role, place }): [string, string] => {
            const name = localise(locale, place).text
            return [t('people:add_role.role.label'), t(`people:roles.${role}`) + (name && `: ${name}`)]
          }),
        ],
      },
      { link: t('people:letters.invitation.link'), to: `/${locale}${paths.people.welcome(token)}` },
      t('people:letters.invitation.until', { until: formats[locale].moment(link.expiresAt) }),
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** A letter with a link by which somebody chooses a new password. */
export function newPasswordMessage({ person, token, link, phone }: About): MailMessage {
  const { locale } = person
  const { t } = translations[locale]
  return {
    ...headOf(person),
    once: `new password ${link.id}`,
    subject: t('people:letters.new_password.subject'),
    parts: [
      t('people:letters.new_password.text', { minutes: goodFor.new_password }),
      { link: t('people:letters.new_password.link'), to: `/${locale}${paths.people.newPassword(token)}` },
      t('people:letters.not_you', { phone }),
    ],
  }
}

/** A letter that tells somebody that their password is another; `at` says which time of several. */
export function passwordChangedMessage(person: About['person'], phone: string, at: Date): MailMessage {
  const { locale } = person
  const { t } = translations[locale]
  return {
    ...headOf(person),
    once: `password changed ${person.id} ${at.toISOString()}`,
    subject: t('people:letters.password_changed.subject'),
    parts: [
      t('people:letters.password_changed.text', { at: formats[locale].moment(at) }),
      { link: t('people:letters.password_changed.link'), to: `/${locale}${paths.people.forgotten()}` },
      t('people:letters.not_you', { phone }),
    ],
  }
}
