import { amend, type Act } from '#db/act.ts'
import type { RegistrationChange } from './registration-facts.ts'
import type { Registration } from './registration.ts'

/** Changes what somebody told of themselves, as it was seen in this version; throws Stale where it has moved on. */
export async function change(
  act: Act,
  seen: Pick<Registration, 'id' | 'version' | 'dayId' | 'participantId'>,
  { photoConsent, needs, ...ofParticipant }: RegistrationChange,
): Promise<void> {
  await amend<Registration>(act, 'registrations', seen, { photoConsent, needs })
  await act.trx('participants').where({ id: seen.participantId }).update(ofParticipant)
  await act.record('registration.changed', seen.dayId, { registrationId: seen.id })
}
