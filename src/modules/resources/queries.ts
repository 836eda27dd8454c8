import type { Db, Query } from '#platform/db/connection.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { ResourceCategory, ParishScope, Resource, ResourceInUse } from './resource.ts'

/** The parish with this slug. */
export const findParishScope = (db: Db, slug: string): Promise<ParishScope | undefined> =>
  db('parishes').where({ slug }).first('id as parishId', 'territoryId', 'slug as parishSlug', 'names as parishNames')

const usedBy = `(select coalesce(json_agg(json_build_object('slug', slug, 'title', title) order by created_at), '[]')
  from initiatives where state <> 'dropped'
    and id in (select initiative_id from resource_uses where resource_id = resources.id)) as used_by`

interface Part {
  category?: ResourceCategory | undefined
  /** Those that are no longer there, instead of those that are. */
  archived?: boolean
}

/** The register of a parish: each resource with the initiatives that use it. */
export const listResources = (
  db: Db,
  parishId: string,
  { category, archived = false }: Part,
): Promise<ResourceInUse[]> =>
  db('resources')
    .where({ parishId, ...(category && { category }) })
    .whereRaw(archived ? 'archived_on is not null' : 'archived_on is null')
    .select('resources.*', db.raw(usedBy))

/** One resource of this parish. */
export const findResource = async (db: Db, parishId: string, id: string): Promise<ResourceInUse | undefined> =>
  isUuid(id) ? db('resources').where({ parishId, id }).first<ResourceInUse>('resources.*', db.raw(usedBy)) : undefined

/** What anybody may know of a resource. */
export type PublicResource = Pick<Resource, 'category' | 'name' | 'description' | 'availability'>

/** `may.seeInPublic`, said in SQL. */
export const publicResources = (db: Db, parishId: string): Query =>
  db('resources')
    .where({ parishId, public: true, archivedOn: null })
    .select('category', 'name', 'description', 'availability')
    .orderBy('createdAt')

export interface ResourceChoice {
  id: string
  category: ResourceCategory
  name: Multilingual
  archived: boolean
}

/** What a plan of the parish can choose from. */
export const listResourceChoices = (db: Db, parishId: string): Promise<ResourceChoice[]> =>
  db('resources').where({ parishId }).select('id', 'category', 'name', db.raw('archived_on is not null as archived'))
