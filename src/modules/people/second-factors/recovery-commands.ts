import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { fewCodes, StepRefused } from './factor.ts'
import { codesLowMessage, type Told } from './mail.ts'
import { countRecoveryCodes } from './queries.ts'
import { recoveryCodeHash } from './recovery-code.ts'

/** Uses a recovery code up, and writes to its owner where few are left; says how many. Throws StepRefused for a code that is not good. */
export async function useRecoveryCode(tx: AuditedTransaction, told: Told, typed: string): Promise<number> {
  const { id: personId } = told.person
  const used = await tx
    .db('recoveryCodes')
    .where({ personId, codeHash: recoveryCodeHash(typed) })
    .whereNull('usedAt')
    .update({ usedAt: tx.db.raw('portal_now()') })
  if (used === 0) throw new StepRefused('recoveryCode', 'wrong')
  const left = await countRecoveryCodes(tx.db, personId)
  if (left <= fewCodes) await enqueueMail(tx, codesLowMessage(told, left))
  await tx.record('person.recovery_code_used', personId, { left })
  return left
}
