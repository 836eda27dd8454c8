import { setConsent } from '#modules/consents/commands.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { RegistrationChange } from './registration-input.ts'
import type { Registration } from './registration.ts'

/**
 * Changes what somebody told of themselves, as it was seen in this version; throws VersionConflict where it has moved on.
 * A private link leads to one registration and changes that alone; what staff correct holds for the participant too.
 */
export async function changeRegistration(
  tx: AuditedTransaction,
  seen: Registration,
  { photoConsent, ...change }: RegistrationChange,
  by: 'self' | 'staff',
): Promise<void> {
  await updateIfUnchanged<Registration>(tx, 'registrations', seen, change)
  const corrected = shared.filter((name) => change[name] !== seen[name]).map((name) => [name, change[name]] as const)
  if (by === 'staff' && corrected.length > 0)
    await tx.db('participants').where({ id: seen.participantId }).update(Object.fromEntries(corrected))
  const wording = by === 'self' ? 'photo_self' : 'photo_staff'
  await setConsent(tx, { registrationId: seen.id }, 'photo', {
    isGiven: photoConsent,
    wording,
    locale: change.locale,
    by,
  })
  await tx.record('registration.changed', seen.dayId, { registrationId: seen.id })
}

const shared = ['phone', 'parishId', 'locale'] as const
