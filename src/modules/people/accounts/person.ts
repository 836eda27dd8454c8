import type { Locale } from '#platform/i18n/locale.ts'

/** Somebody with an account. Participants of training and meetings are not accounts, and are kept elsewhere. */
export interface Person {
  id: string
  version: number
  email: string
  name: string
  locale: Locale
  passwordHash: string | null
  deactivatedAt: Date | null
  firstSignedInAt: Date | null
  erasedAt: Date | null
  /** Since when the processing of their data is restricted. */
  restrictedAt: Date | null
}

/** Whether somebody has ever begun with an account; one that was closed and is open again is still theirs. */
export const hasBegun = ({
  passwordHash,
  firstSignedInAt,
}: Pick<Person, 'passwordHash' | 'firstSignedInAt'>): boolean => passwordHash !== null || firstSignedInAt !== null

/** How an account stands: invited, with an invitation whose time is over, in use, or closed. */
export type AccountState = 'invited' | 'lapsed' | 'active' | 'closed'

/** The state of an account; `invitedUntil` is given while its invitation is good. */
export function accountState(
  { passwordHash, deactivatedAt }: Pick<Person, 'passwordHash' | 'deactivatedAt'>,
  invitedUntil: Date | undefined,
): AccountState {
  if (deactivatedAt) return 'closed'
  if (passwordHash !== null) return 'active'
  return invitedUntil ? 'invited' : 'lapsed'
}
