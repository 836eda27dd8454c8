import type { Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import { paths } from '#platform/paths/paths.ts'
import { keptDays } from './file-queries.ts'

interface Ready {
  id: string
  email: string
  locale: Locale
  token: string
  phone: string
}

/** A letter that says where somebody fetches the file with everything about them. */
export function fileReadyMessage({ id, email, locale, token, phone }: Ready): MailMessage {
  const { t } = translations[locale]
  return {
    to: email,
    locale,
    once: `privacy file ${id}`,
    subject: t('privacy:letters.ready.subject'),
    parts: [
      t('privacy:letters.ready.text', { days: keptDays }),
      { link: t('privacy:letters.ready.link'), to: `/${locale}${paths.privacy.file(token)}` },
      t('people:letters.not_you', { phone }),
    ],
  }
}
