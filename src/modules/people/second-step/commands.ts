import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { SealingKeys } from '#platform/values/sealed.ts'
import { stepIn, useStep } from '#modules/people/second-factors/app-commands.ts'
import { StepRefused } from '#modules/people/second-factors/factor.ts'
import { wrongCodesMessage, type Told } from '#modules/people/second-factors/mail.ts'
import { credentialIdOf, verifyPasskey, type PlaceOfPasskeys } from '#modules/people/second-factors/passkey.ts'
import { notePasskeyUse } from '#modules/people/second-factors/passkey-commands.ts'
import { findApp, findPasskey } from '#modules/people/second-factors/queries.ts'
import { useRecoveryCode } from '#modules/people/second-factors/recovery-commands.ts'

/** What somebody shows as their second step: one of three, the others empty. */
export interface Shown {
  stepCode: string
  recoveryCode: string
  /** What the browser answered for a passkey, as JSON. */
  passkey: string
}

/** Whose second step is looked at, and what it is held against. */
export interface Asked {
  told: Told
  keys: SealingKeys
  place: PlaceOfPasskeys
  /** What the passkey was to sign; null where nothing was asked, or too long ago. */
  challenge: string | null
}

/**
 * Takes somebody's second step and uses up what they showed, with the change that it lets through; throws StepRefused where it is
 * not good. Says how many recovery codes are left where one was used.
 */
export async function takeSecondStep(tx: AuditedTransaction, asked: Asked, shown: Shown): Promise<number | null> {
  if (shown.passkey) await takePasskey(tx, asked, shown.passkey)
  else if (shown.recoveryCode) return useRecoveryCode(tx, asked.told, shown.recoveryCode)
  else await takeCode(tx, asked, shown.stepCode)
  return null
}

// Telephones know the time as it is, which the demonstration's story does not.
async function takeCode(tx: AuditedTransaction, { told, keys }: Asked, typed: string): Promise<void> {
  const app = await findApp(tx.db, told.person.id, { isBegun: false })
  const step = app ? stepIn(keys, app, typed, Date.now()) : null
  if (!app || step === null) throw new StepRefused('stepCode', 'wrong')
  await useStep(tx, app, step)
}

/** Takes a passkey of this person and notes its use; throws StepRefused where it is not theirs or its signature does not hold. */
export async function takePasskey(
  tx: AuditedTransaction,
  { told, place, challenge }: Omit<Asked, 'keys'>,
  sent: string,
): Promise<void> {
  const passkey = await findPasskey(tx.db, credentialIdOf(sent) ?? '')
  if (passkey?.personId !== told.person.id || challenge === null) throw new StepRefused('passkey', 'refused')
  await notePasskeyUse(tx, passkey, await verifyPasskey(place, challenge, sent, passkey))
}

/** Tells somebody, once a day, that their password was right and the codes after it were wrong, again and again. */
export const tellOfWrongCodes = (tx: AuditedTransaction, told: Told): Promise<void> =>
  enqueueMail(tx, wrongCodesMessage(told))
