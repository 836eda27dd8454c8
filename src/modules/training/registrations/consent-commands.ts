import type { AuditedTransaction } from '#platform/db/transact.ts'
import { setConsent } from '#modules/consents/commands.ts'
import type { RegistrationInput } from './registration-input.ts'

type Told = Pick<RegistrationInput, 'photoConsent' | 'guardian' | 'locale'>

/** Writes down what somebody agreed to as they registered: to be photographed, and the adult of somebody under 18. */
export async function noteConsents(
  tx: AuditedTransaction,
  registrationId: string,
  { photoConsent, guardian, locale }: Told,
  by: 'self' | 'staff',
): Promise<void> {
  const wording = by === 'self' ? 'photo_self' : 'photo_staff'
  await setConsent(tx, { registrationId }, 'photo', { isGiven: photoConsent, wording, locale, by })
  await setConsent(tx, { registrationId }, 'guardian', { isGiven: guardian !== null, wording: 'guardian', locale, by })
}
