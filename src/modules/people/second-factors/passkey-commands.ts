import type { AuditedTransaction } from '#platform/db/transact.ts'
import { lockFactors, tellAdded } from './commands.ts'
import { mostPasskeys, StepRefused, type Passkey } from './factor.ts'
import type { Told } from './mail.ts'
import type { verifyNewPasskey } from './passkey.ts'
import { hasSecondFactor, listPasskeys } from './queries.ts'

type NewPasskey = Awaited<ReturnType<typeof verifyNewPasskey>> & { name: string }

/** Adds a passkey, and gives the recovery codes where it is somebody's first second factor; throws StepRefused for a sixth. */
export async function addPasskey(
  tx: AuditedTransaction,
  told: Told,
  { counter, ...passkey }: NewPasskey,
): Promise<string[] | null> {
  const { id: personId } = told.person
  await lockFactors(tx, personId)
  const isFirst = !(await hasSecondFactor(tx.db, personId))
  if ((await listPasskeys(tx.db, personId)).length >= mostPasskeys) throw new StepRefused('passkey', 'many')
  const confirmedAt = tx.db.raw('portal_now()')
  const [row] = (await tx
    .db('secondFactors')
    .insert({ ...passkey, personId, kind: 'passkey', counter, confirmedAt })
    .returning('id')) as [{ id: string }]
  return tellAdded(tx, told, { id: row.id, name: passkey.name, kind: 'passkey' }, isFirst)
}

/** Notes that a passkey was used; throws StepRefused where it was used more often meanwhile: there may be two of it. */
export async function notePasskeyUse({ db }: AuditedTransaction, { id }: Passkey, counter: number): Promise<void> {
  const used = await db('secondFactors')
    .where({ id })
    .whereRaw('(counter < :counter or (counter = 0 and :counter = 0))', { counter })
    .update({ counter, lastUsedAt: db.raw('portal_now()') })
  if (used === 0) throw new StepRefused('passkey', 'refused')
}
