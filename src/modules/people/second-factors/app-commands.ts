import { randomBytes, randomUUID } from 'node:crypto'
import { system, transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { seal, unseal, type SealingKeys } from '#platform/values/sealed.ts'
import { secretLength, stepOfCode } from './app-code.ts'
import { lockFactors, tellAdded } from './commands.ts'
import { StepRefused, type App } from './factor.ts'
import type { Told } from './mail.ts'
import { hasSecondFactor } from './queries.ts'

const purpose = 'totp'

/** The secret of an app; throws where no key of the portal opens it. */
export const secretOf = (keys: SealingKeys, { id, sealed }: Pick<App, 'id' | 'sealed'>): Buffer =>
  unseal(keys, purpose, id, sealed).secret

/** Begins to set up an app with a new secret; what was begun before and never confirmed is forgotten. */
export async function beginApp(
  tx: AuditedTransaction,
  personId: string,
  name: string,
  keys: SealingKeys,
): Promise<void> {
  const id = randomUUID()
  await lockFactors(tx, personId)
  await tx.db('secondFactors').where({ personId, kind: 'app' }).whereNull('confirmedAt').delete()
  const sealed = seal(keys, purpose, id, randomBytes(secretLength))
  await tx.db('secondFactors').insert({ id, personId, kind: 'app', name, sealed })
  await tx.record('person.app_begun', personId)
}

/**
 * Confirms an app whose first code was right, of `step`, in place of one there was. Gives the recovery codes where it is somebody's
 * first second factor; throws StepRefused where it was confirmed a moment ago.
 */
export async function confirmApp(
  tx: AuditedTransaction,
  told: Told,
  app: { id: string; name: string },
  step: number,
): Promise<string[] | null> {
  const { id: personId } = told.person
  await lockFactors(tx, personId)
  const isFirst = !(await hasSecondFactor(tx.db, personId))
  await tx
    .db('secondFactors')
    .where({ personId, kind: 'app' })
    .whereNotNull('confirmedAt')
    .whereNot({ id: app.id })
    .delete()
  const confirmed = await tx
    .db('secondFactors')
    .where({ id: app.id })
    .whereNull('confirmedAt')
    .update({ name: app.name, lastStep: step, confirmedAt: tx.db.raw('portal_now()') })
  if (confirmed === 0) throw new StepRefused('stepCode', 'used')
  return tellAdded(tx, told, { ...app, kind: 'app' }, isFirst)
}

/** Which step a code is of, by an app's secret, or null for a wrong one; throws where no key opens the secret. */
export const stepIn = (keys: SealingKeys, app: Pick<App, 'id' | 'sealed'>, typed: string, at: number): number | null =>
  stepOfCode(secretOf(keys, app), typed, at)

/** Uses up the code of a step, and each of before it; throws StepRefused where one of its time was used already. */
export async function useStep({ db }: AuditedTransaction, { id }: Pick<App, 'id'>, step: number): Promise<void> {
  const used = await db('secondFactors')
    .where({ id })
    .whereRaw('coalesce(last_step, 0) < ?', [step])
    .update({ lastStep: step, lastUsedAt: db.raw('portal_now()') })
  if (used === 0) throw new StepRefused('stepCode', 'used')
}

/** Seals with the present key what the earlier one had sealed; says how many secrets that were, of how many. Throws where none opens one. */
export async function resealApps(db: Db, keys: SealingKeys): Promise<{ resealed: number; all: number }> {
  const apps: App[] = await db('secondFactors').where({ kind: 'app' }).select('id', 'personId', 'sealed')
  const opened = apps.map((app) => ({ ...app, ...unseal(keys, purpose, app.id, app.sealed) }))
  const old = opened.filter(({ isPresent }) => !isPresent)
  for (const { id, personId, sealed, secret } of old) {
    // One that was set up anew meanwhile is sealed with the present key already.
    await transact(db, system, async (tx) => {
      await tx
        .db('secondFactors')
        .where({ id, sealed })
        .update({ sealed: seal(keys, purpose, id, secret) })
      await tx.record('person.factor_resealed', personId)
    })
  }
  return { resealed: old.length, all: apps.length }
}

/** How many secrets of apps no key of the portal opens: whoever has one of them cannot sign in by its codes. */
export async function countUnopened(db: Db, loadKeys: () => Promise<SealingKeys>): Promise<number> {
  const apps: App[] = await db('secondFactors').where({ kind: 'app' }).select('id', 'sealed')
  if (apps.length === 0) return 0
  const keys = await loadKeys()
  return apps.filter((app) => !opens(keys, app)).length
}

function opens(keys: SealingKeys, app: App): boolean {
  try {
    secretOf(keys, app)
    return true
  } catch {
    return false
  }
}
