import { amend, type Act } from '#db/act.ts'
import type { Day } from '#lib/day.ts'
import type { Resource, ResourceFacts } from './resource.ts'

/** Enters a resource into the register of a parish. */
export async function enter(act: Act, parishId: string, facts: ResourceFacts): Promise<{ id: string }> {
  const [row] = (await act
    .trx('resources')
    .insert({ ...facts, parishId, updatedBy: act.personId })
    .returning('id')) as [{ id: string }]
  await act.record('resource.entered', row.id, { parishId, category: facts.category })
  return row
}

type Seen = Pick<Resource, 'id' | 'version'>

/** Rewrites a resource that somebody has seen in this version; throws Stale where it has moved on. */
export async function revise(act: Act, seen: Seen, facts: ResourceFacts): Promise<void> {
  await amend<Resource>(act, 'resources', seen, { ...facts, updatedAt: act.trx.fn.now(), updatedBy: act.personId })
  await act.record('resource.revised', seen.id)
}

/** Says that a resource is no longer there since a day. It stays in the register, and plans that name it keep it. */
export async function markGone(act: Act, seen: Seen, on: Day): Promise<void> {
  await amend<Resource>(act, 'resources', seen, { goneOn: on, updatedBy: act.personId })
  await act.record('resource.gone', seen.id, { on })
}

/** Says that a resource is there after all. */
export async function bringBack(act: Act, seen: Seen): Promise<void> {
  await amend<Resource>(act, 'resources', seen, { goneOn: null, updatedBy: act.personId })
  await act.record('resource.back', seen.id)
}
