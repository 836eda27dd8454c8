import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { TerritoryTargets } from './targets.ts'
import { trainingKinds } from '#modules/training/days/training-day.ts'

/**
 * Shares out what the project owes among the territories, if nobody has done so since the version seen; throws VersionConflict.
 * Targets that do not add up break training_targets_sum when the transaction ends.
 */
export async function setTrainingTargets(
  tx: AuditedTransaction,
  version: number,
  targets: readonly TerritoryTargets[],
): Promise<void> {
  await updateIfUnchanged(tx, 'trainingProjectTargets', { id: '1', version }, {})
  await tx.db('trainingTargets').delete()
  await tx
    .db('trainingTargets')
    .insert(
      targets.flatMap((target) =>
        trainingKinds.map((kind) => ({ territoryId: target.territoryId, kind, halfDays: target[kind] })),
      ),
    )
  for (const { territoryId, ...halfDays } of targets) await tx.record('training.targets_set', territoryId, halfDays)
}
