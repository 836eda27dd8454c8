import { letterAbout, numberIn, withToken, type LinkRenewal } from '#platform/mail/private-links.ts'
import { issueLink } from './link-commands.ts'
import { messageKinds } from './mail.ts'

const letters = letterAbout(...messageKinds.map((kind) => `registration ${kind}`))

/** Letters about a registration that are sent again, while there is one. */
export const registrationLinkRenewals: LinkRenewal[] = [
  {
    letters,
    renew: async (tx, { once, parts }) => {
      const id = numberIn(letters, once)
      const registration = await tx.db('registrations').where({ id }).first('id')
      return registration ? withToken(parts, await issueLink(tx, id)) : null
    },
  },
]
