import { hashesOf, type SealingKeys } from '#platform/values/sealed.ts'

/** An account of somebody at a provider, as lists show it. */
export interface Identity {
  linkedAt: Date
  lastUsedAt: Date | null
}

/** Whom a provider says somebody is; `isStrong` where it says that they showed more than a password. */
export interface Shown {
  issuer: string
  subject: string
  isStrong: boolean
}

/** This account elsewhere is somebody's already, or this person has one of this provider. */
export class IdentityTaken extends Error {}

/** The names under which an account elsewhere is kept: with the present key, and with the one before it. */
export const subjectHashes = (keys: SealingKeys, { issuer, subject }: Pick<Shown, 'issuer' | 'subject'>) =>
  hashesOf(keys, 'identity', JSON.stringify([issuer, subject]))
