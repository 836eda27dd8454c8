import { formats } from '#platform/i18n/format.ts'
import { translations } from '#platform/i18n/translations.ts'
import { letterAbout, numberIn, type LinkRenewal } from '#platform/services/link-renewal.ts'
import { renewLink } from './link-commands.ts'

const letters = letterAbout('invitation', 'new password', 'sign in link', 'email change', 'email changed')

/** Letters about accounts that are sent again: their link is good from then on, as long as one of its kind is. */
export const accountLinkRenewals: LinkRenewal[] = [
  {
    letters,
    renew: async (tx, { once, locale }) => {
      const renewed = await renewLink(tx, numberIn(letters, once))
      if (!renewed) return null
      const { t } = translations[locale]
      const untilOf = (at: Date) => t('people:letters.invitation.until', { until: formats[locale].moment(at) })
      return { token: renewed.token, paragraphs: new Map([[untilOf(renewed.before), untilOf(renewed.expiresAt)]]) }
    },
  },
]
