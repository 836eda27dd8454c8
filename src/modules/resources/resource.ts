import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Scope } from '#platform/values/viewer.ts'

export const resourceCategories = [
  'people',
  'association',
  'institution',
  'place',
  'nature',
  'culture',
  'equipment',
  'money',
] as const
export type ResourceCategory = (typeof resourceCategories)[number]

/** The fields of a resource that people write in a language. */

/** Something a parish has, whatever its plan makes of it. What is no longer there stays, with the day it was gone. */
export interface Resource {
  id: string
  version: number
  parishId: string
  category: ResourceCategory
  name: Multilingual
  description: Multilingual | null
  owner: string
  condition: Multilingual | null
  availability: Multilingual | null
  verifiedBy: string | null
  verifiedOn: Day | null
  /** Whether everybody may see it on the parish's page. */
  public: boolean
  archivedOn: Day | null
}

/** What people write of a resource. */
export type ResourceInput = Omit<Resource, 'id' | 'version' | 'parishId' | 'archivedOn'>

/** An initiative whose plan uses a resource. */
export interface ResourceUser {
  slug: string
  title: Multilingual
}

export interface ResourceInUse extends Resource {
  usedBy: ResourceUser[]
}

/** The parish whose things are shown, with where it lies. */
export interface ParishScope extends Scope {
  parishSlug: string
  parishNames: Multilingual
}
