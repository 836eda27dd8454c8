import { createHash } from 'node:crypto'

/** What a link is for that is sent to somebody's own address: to begin with an account, or to choose a new password. */
export type LinkPurpose = 'invitation' | 'new_password'

/** How long a link is good, in minutes. */
export const goodFor: Record<LinkPurpose, number> = { invitation: 7 * 24 * 60, new_password: 60 }

/** A link as it is kept: what was sent of it cannot be told from it. */
export interface AccountLink {
  id: string
  personId: string
  purpose: LinkPurpose
  expiresAt: Date
}

/** What is kept of a link: who reads the database cannot open it. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A link that was used, was ended by a newer one, or whose time is over. */
export class LinkOver extends Error {}
