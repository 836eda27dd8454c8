import type { Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'

/** What somebody shows besides the password when signing in: codes of an app on their telephone, or a passkey. */
export type FactorKind = 'app' | 'passkey'

/** A second factor that is set up, as its owner sees it. */
export interface SecondFactor {
  id: string
  personId: string
  kind: FactorKind
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** The secret of an app, sealed, and the last step whose code was used. */
export interface App {
  id: string
  personId: string
  sealed: Buffer
  lastStep: string | null
}

/** What is known of a passkey. */
export interface Passkey {
  id: string
  personId: string
  credentialId: string
  publicKey: Buffer
  counter: string
  transports: string[]
}

export const mostPasskeys = 5
/** With so few recovery codes left somebody is written to. */
export const fewCodes = 3

/** Why what somebody showed as their second step was not taken: the field of the form, and the key of its words. */
export class StepRefused extends Error {
  readonly field: 'stepCode' | 'recoveryCode' | 'passkey'
  readonly key: string
  constructor(field: StepRefused['field'], key: string) {
    super(`the ${field} is refused: ${key}`)
    this.field = field
    this.key = key
  }
}
/** The only second factor of somebody whose role needs one. */
export class LastFactor extends Error {}

const days = 24 * 3_600_000
const startOf = (day: Day) => new Date(`${day}T00:00:00Z`).valueOf()

// Those who look after accounts and money have two weeks; partner staff, who all confirm what others did, a month.
const graceOf = ({ role }: Viewer['roles'][number]): number | null => {
  if (role === 'administrator' || role === 'lead') return 14 * days
  return role === 'partner' ? 30 * days : null
}

/** Whether a role of this person needs a second factor. */
export const needsSecondFactor = (viewer: Pick<Viewer, 'roles'>): boolean =>
  viewer.roles.some((held) => graceOf(held) !== null)

/**
 * From which moment on somebody needs a second factor: so long after they first signed in, or after the role began where that
 * was later. Null for whoever has one, needs none, or has not signed in since the portal counts.
 */
export function secondFactorDue({ roles, secondFactor }: Viewer): Date | null {
  const { has, since } = secondFactor ?? { has: true, since: null }
  if (has || since === null) return null
  const dues = roles.flatMap((held) => {
    const grace = graceOf(held)
    return grace === null ? [] : Math.max(since.valueOf(), startOf(held.from)) + grace
  })
  return dues.length > 0 ? new Date(Math.min(...dues)) : null
}
