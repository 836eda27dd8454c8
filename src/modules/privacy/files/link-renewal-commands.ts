import { randomBytes } from 'node:crypto'
import { letterAbout, numberIn, type LinkRenewal } from '#platform/services/link-renewal.ts'
import { linkHash } from './file-commands.ts'

const confirmation = letterAbout('privacy confirm')
const file = letterAbout('privacy file')

/** Letters about personal data that are sent again: a request that nobody has confirmed waits anew, and a file that is kept is fetched. */
export const privacyLinkRenewals: LinkRenewal[] = [
  {
    letters: confirmation,
    renew: async ({ db }, { once }) => {
      const token = randomBytes(32).toString('hex')
      const changed = await db('privacyRequests')
        .where({ id: numberIn(confirmation, once), state: 'unconfirmed' })
        .update({ tokenHash: linkHash(token), askedAt: db.raw('portal_now()') })
      return changed > 0 ? { token } : null
    },
  },
  {
    letters: file,
    renew: async ({ db }, { once }) => {
      const token = randomBytes(32).toString('hex')
      const changed = await db('privacyFiles')
        .where({ id: numberIn(file, once) })
        .whereNotNull('madeAt')
        .update({ tokenHash: linkHash(token) })
      return changed > 0 ? { token } : null
    },
  },
]
