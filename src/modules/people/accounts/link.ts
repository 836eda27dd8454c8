import { createHash } from 'node:crypto'

/**
 * What a link is for that is sent to somebody's own address: to begin with an account, to choose a new password, to sign in, to
 * give the account another address, or to put back the address that it had.
 */
export type LinkPurpose = 'invitation' | 'new_password' | 'sign_in' | 'email_change' | 'email_undo'

const day = 24 * 60

/** How long a link is good, in minutes. */
export const goodFor: Record<LinkPurpose, number> = {
  invitation: 7 * day,
  new_password: 60,
  sign_in: 15,
  email_change: day,
  email_undo: 3 * day,
}

/** A link as it is kept: what was sent of it cannot be told from it. */
export interface AccountLink {
  id: string
  personId: string
  purpose: LinkPurpose
  expiresAt: Date
  newEmail: string | null
}

/** Where a link was asked for, or what it is to change. */
export interface LinkDetails {
  newEmail?: string
  askedHash?: string
  askedDevice?: string
}

/** What is kept of a link: who reads the database cannot open it. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A link that was used, was ended by a newer one, or whose time is over. */
export class LinkOver extends Error {}
