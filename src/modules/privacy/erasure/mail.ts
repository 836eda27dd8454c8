import { formats } from '#platform/i18n/format.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import type { MailMessage } from '#platform/mail/message.ts'
import type { Day } from '#platform/values/day.ts'

interface About {
  id: string
  email: string
  locale: Locale
  phone: string
}

/** Letters of this kind go with their row as soon as they were sent: nobody is to be known by them. */
const lastLetter = 'privacy erased'

/** The last letter to somebody: what was erased, and what the funding rules make the portal keep. */
export function erasedMessage({ id, email, locale, phone }: About, until: Day | null): MailMessage {
  const { t } = translations[locale]
  return {
    to: email,
    locale,
    once: `${lastLetter} ${id}`,
    subject: t('privacy:letters.erased.subject'),
    parts: [
      t('privacy:letters.erased.text'),
      until === null
        ? t('privacy:erase_kept_open', { what: t('privacy:erase.evidence') })
        : t('privacy:erase_kept', { what: t('privacy:erase.evidence'), date: formats[locale].day(until) }),
      t('privacy:letters.complain'),
      t('people:letters.not_you', { phone }),
    ],
  }
}
