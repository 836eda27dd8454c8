import { amend, type Act } from '#db/act.ts'
import type { Target } from './bank.ts'
import { kinds } from './training.ts'

/**
 * Shares out what the project owes among the territories, if nobody has done so since the version seen; throws Stale.
 * Targets that do not add up break training_targets_sum when the act ends.
 */
export async function setTargets(act: Act, version: number, targets: readonly Target[]): Promise<void> {
  await amend(act, 'trainingTotals', { id: '1', version }, {})
  await act.trx('trainingTargets').delete()
  await act
    .trx('trainingTargets')
    .insert(
      targets.flatMap((target) =>
        kinds.map((kind) => ({ territoryId: target.territoryId, kind, halfDays: target[kind] })),
      ),
    )
  for (const { territoryId, ...halfDays } of targets) await act.record('training.targets_set', territoryId, halfDays)
}
