import { letterAbout, numberIn, type LinkRenewal } from '#platform/services/link-renewal.ts'
import { issueLink } from './link-commands.ts'
import { messageKinds } from './mail.ts'

const letters = letterAbout(...messageKinds.map((kind) => `registration ${kind}`))

/** Letters about a registration that are sent again, while there is one. */
export const registrationLinkRenewals: LinkRenewal[] = [
  {
    letters,
    renew: async (tx, { once }) => {
      const id = numberIn(letters, once)
      const registration = await tx.db('registrations').where({ id }).first<{ id: string } | undefined>('id')
      return registration ? { token: await issueLink(tx, id) } : null
    },
  },
]
