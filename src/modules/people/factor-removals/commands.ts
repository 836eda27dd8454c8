import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { removeAllFactors } from '#modules/people/second-factors/commands.ts'
import { removalAskedMessage, type Told } from '#modules/people/second-factors/mail.ts'
import type { FactorRemoval } from './removal.ts'

/** Asks to remove somebody's second factors, in place of what was asked before, and writes to each administrator who may confirm it. */
export async function askRemoval(
  tx: AuditedTransaction,
  person: Person,
  { by, reason, phone }: { by: { id: string; name: string }; reason: string; phone: string },
  confirmers: readonly Person[],
): Promise<void> {
  await tx.db('factorRemovals').where({ personId: person.id }).whereNull('confirmedAt').delete()
  const [row] = (await tx
    .db('factorRemovals')
    .insert({ personId: person.id, reason, askedBy: by.id })
    .returning('id')) as [{ id: string }]
  for (const confirmer of confirmers) {
    const asked = { id: row.id, reason, asker: by.name, of: person }
    await enqueueMail(tx, removalAskedMessage({ person: confirmer, phone }, asked))
  }
  await tx.record('person.factor_removal_asked', person.id, { reason })
}

/** Removes somebody's second factors as another administrator asked; throws VersionConflict where that was done meanwhile. */
export async function confirmRemoval(tx: AuditedTransaction, removal: FactorRemoval, told: Told): Promise<void> {
  const confirmed = await tx
    .db('factorRemovals')
    .where({ id: removal.id })
    .whereNull('confirmedAt')
    .update({ confirmedBy: tx.personId, confirmedAt: tx.db.raw('portal_now()') })
  if (confirmed === 0) throw new VersionConflict(`removal ${removal.id} was confirmed`)
  await removeAllFactors(tx, told, removal.id)
}
