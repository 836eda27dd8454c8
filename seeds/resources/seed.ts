import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { ResourceInput } from '#modules/resources/resource.ts'
import { createResource } from '#modules/resources/commands.ts'
import { findParishScope, listResourceChoices } from '#modules/resources/queries.ts'
import type { DemoResource, DemoUse } from './schema.ts'

interface Register {
  parish: string
  resources: readonly DemoResource[]
}

/** Enters what a parish has into its register. */
export async function seedResources(db: Db, { parish, resources }: Register, staff: { id: string }): Promise<void> {
  const place = await findParishScope(db, parish)
  if (!place || resources.length === 0) return
  await transact(db, staff, async (tx) => {
    for (const resource of resources) await createResource(tx, place.parishId, inputOf(resource))
  })
}

const inputOf = ({ key: _, verified, ...facts }: DemoResource): ResourceInput => ({
  ...facts,
  verifiedBy: verified?.by ?? null,
  verifiedOn: verified?.on ?? null,
  public: facts.public ?? facts.category !== 'people',
})

/** The rows that say which initiative uses which resource of the register, and how. */
export async function usesOf(
  db: Db,
  {
    parish,
    resources,
    initiatives,
  }: Register & { initiatives: readonly { slug: string; resources: readonly DemoUse[] }[] },
  idOf: (slug: string) => string | null,
) {
  const place = await findParishScope(db, parish)
  const known = place ? await listResourceChoices(db, place.parishId) : []
  const row = ({ key, contribution, ...told }: DemoUse, initiativeId: string | null) => {
    const resource = resources.find((each) => each.key === key)
    const { id, category } = known.find(({ name }) => name[name.source] === resource?.name[name.source]) ?? {}
    const usual = category === 'people' ? 'volunteer_hours' : category === 'money' ? 'cash' : 'free_use'
    return { ...told, contribution: contribution ?? usual, resourceId: id, initiativeId }
  }
  return initiatives.flatMap((each) => each.resources.map((use) => row(use, idOf(each.slug))))
}
