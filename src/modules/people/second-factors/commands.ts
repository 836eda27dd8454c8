import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { LastFactor, type SecondFactor } from './factor.ts'
import { factorAddedMessage, factorRemovedMessage, type Told } from './mail.ts'
import { hasSecondFactor, listFactors } from './queries.ts'
import { codesMade, newRecoveryCode, recoveryCodeHash } from './recovery-code.ts'

/** Whoever changes the second factors of a person takes turns with others who do. */
export const lockFactors = ({ db }: AuditedTransaction, personId: string): Promise<unknown> =>
  db('people').where({ id: personId }).forUpdate().first('id')

/** Ten new recovery codes in place of those there were; they are told once, here, and kept as hashes. */
export async function makeRecoveryCodes(tx: AuditedTransaction, personId: string): Promise<string[]> {
  const codes = Array.from({ length: codesMade }, newRecoveryCode)
  await tx.db('recoveryCodes').where({ personId }).delete()
  await tx.db('recoveryCodes').insert(codes.map((code) => ({ personId, codeHash: recoveryCodeHash(code) })))
  await tx.record('person.recovery_codes_made', personId)
  return codes
}

/** Writes to somebody whose second factor was added; with the first one they get recovery codes, which are told here alone. */
export async function tellAdded(
  tx: AuditedTransaction,
  told: Told,
  factor: Pick<SecondFactor, 'id' | 'name' | 'kind'>,
  isFirst: boolean,
): Promise<string[] | null> {
  await enqueueMail(tx, factorAddedMessage(told, factor))
  await tx.record('person.factor_added', told.person.id, { kind: factor.kind })
  return isFirst ? makeRecoveryCodes(tx, told.person.id) : null
}

export async function renameFactor(tx: AuditedTransaction, factor: SecondFactor, name: string): Promise<void> {
  await tx.db('secondFactors').where({ id: factor.id }).update({ name })
  await tx.record('person.factor_renamed', factor.personId)
}

/**
 * Removes one of somebody's second factors, ends what is signed in elsewhere and writes to them; throws LastFactor where it is
 * the only one and `isNeeded`. With the last one the recovery codes go too.
 */
export async function removeFactor(
  tx: AuditedTransaction,
  told: Told,
  factor: SecondFactor,
  { isNeeded, sessionId }: { isNeeded: boolean; sessionId: string },
): Promise<void> {
  const { id: personId } = told.person
  await lockFactors(tx, personId)
  if (isNeeded && (await listFactors(tx.db, personId)).every(({ id }) => id === factor.id))
    throw new LastFactor(`${personId} needs a second factor`)
  await tx.db('secondFactors').where({ id: factor.id }).delete()
  if (!(await hasSecondFactor(tx.db, personId))) await tx.db('recoveryCodes').where({ personId }).delete()
  await tx.db('sessions').where({ personId }).whereNot({ sid: sessionId }).delete()
  await enqueueMail(tx, factorRemovedMessage(told, [factor.name], factor.id))
  await tx.record('person.factor_removed', personId, { kind: factor.kind })
}

/**
 * Removes whatever second factors somebody has who lost them, ends their sessions and writes to them: from then on the password
 * alone lets them in. Says how many there were.
 */
export async function removeAllFactors(tx: AuditedTransaction, told: Told, once: string): Promise<number> {
  const { id: personId } = told.person
  await lockFactors(tx, personId)
  const factors = await listFactors(tx.db, personId)
  await tx.db('secondFactors').where({ personId }).delete()
  await tx.db('recoveryCodes').where({ personId }).delete()
  await tx.db('sessions').where({ personId }).delete()
  if (factors.length > 0) {
    const names = factors.map(({ name }) => name)
    await enqueueMail(tx, factorRemovedMessage(told, names, once))
  }
  await tx.record('person.factors_removed', personId, { count: factors.length })
  return factors.length
}
