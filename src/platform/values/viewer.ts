import type { Day } from './day.ts'
import type { Locale } from '#platform/i18n/locale.ts'

export const roles = ['administrator', 'lead', 'partner', 'mentor', 'member', 'auditor'] as const
export type Role = (typeof roles)[number]

/** A role held over the whole project, one territory or one parish, now. A mentor's assignment is such a role. */
export interface HeldRole {
  id: string
  role: Role
  territoryId: string | null
  parishId: string | null
  confirms: boolean
  from: Day
  to: Day | null
  /** A mentor's: private notes of those who were there before may be read. */
  earlierNotes?: boolean
}

/** The person a request is answered for, with every role that person holds today. */
export interface Viewer {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly roles: readonly HeldRole[]
  /** Whether signing in asks them for a second step, and since when they have signed in here. */
  readonly secondFactor?: { readonly has: boolean; readonly hasPasskey: boolean; readonly since: Date | null }
  /** The kept draft of the form that this request sends. */
  readonly draft?: string | undefined
}

/** Where a record belongs: the parish, and the territory it lies in. */
export interface Scope {
  parishId: string
  territoryId: string
}

const covers = ({ territoryId, parishId }: HeldRole, scope: Scope) =>
  (territoryId === null || territoryId === scope.territoryId) && (parishId === null || parishId === scope.parishId)

/** Whether the viewer holds one of these roles anywhere. */
export const hasRole = (viewer: Viewer | null, ...wanted: Role[]): boolean =>
  viewer?.roles.some(({ role }) => wanted.includes(role)) ?? false

/** Whether the viewer holds one of these roles where it covers the record's place. */
export const hasRoleFor = (viewer: Viewer | null, scope: Scope, ...wanted: Role[]): boolean =>
  viewer?.roles.some((held) => wanted.includes(held.role) && covers(held, scope)) ?? false
