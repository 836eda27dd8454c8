import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { createResource } from '#modules/resources/commands.ts'
import { findParishScope, listResourceChoices } from '#modules/resources/queries.ts'
import type { DemoParish, DemoResource, DemoUse } from './demo/types.ts'

/** Enters what a parish has into its register. */
export async function seedResources(db: Db, { parish, resources }: DemoParish, staff: { id: string }): Promise<void> {
  const place = await findParishScope(db, parish)
  if (!place || resources.length === 0) return
  await transact(db, staff, async (tx) => {
    for (const resource of resources) await createResource(tx, place.parishId, facts(resource))
  })
}

const facts = ({ category, name, owner, condition, availability, verified, ...rest }: DemoResource) => ({
  category,
  name,
  description: rest.description ?? null,
  owner,
  condition,
  availability,
  verifiedBy: verified?.[0] ?? null,
  verifiedOn: verified ? day(verified[1]) : null,
  public: rest.public ?? category !== 'people',
})

/** The rows that say which initiative uses which resource of the register, and how. */
export async function usesOf(
  db: Db,
  { parish, resources, initiatives }: DemoParish,
  idOf: (slug: string) => string | null,
) {
  const place = await findParishScope(db, parish)
  const known = place ? await listResourceChoices(db, place.parishId) : []
  const rows = (use: string | DemoUse, initiativeId: string | null) => {
    const { key, ...told } = typeof use === 'string' ? { key: use } : use
    const resource = resources.find((each) => each.key === key)
    const { id, category } = known.find(({ name }) => name[name.source] === resource?.name[name.source]) ?? {}
    const contribution = category === 'people' ? 'volunteer_hours' : category === 'money' ? 'cash' : 'free_use'
    return { whatFor: null, contribution, quantity: null, unit: '', ...told, resourceId: id, initiativeId }
  }
  return initiatives.flatMap((each) => each.resources.map((use) => rows(use, idOf(each.slug))))
}
