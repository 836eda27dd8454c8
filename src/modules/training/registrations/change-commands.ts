import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { RegistrationChange } from './registration-input.ts'
import type { Registration } from './registration.ts'

/** Changes what somebody told of themselves, as it was seen in this version; throws VersionConflict where it has moved on. */
export async function changeRegistration(
  tx: AuditedTransaction,
  seen: Pick<Registration, 'id' | 'version' | 'dayId' | 'participantId'>,
  { photoConsent, needs, ...ofParticipant }: RegistrationChange,
): Promise<void> {
  await updateIfUnchanged<Registration>(tx, 'registrations', seen, { photoConsent, needs })
  await tx.db('participants').where({ id: seen.participantId }).update(ofParticipant)
  await tx.record('registration.changed', seen.dayId, { registrationId: seen.id })
}
