import { hasRole, hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import type { ItemState } from './item.ts'

/** Where a thing belongs: the territory whose partner bought it, and the parish whose initiative it is with. */
export interface OwnedItem {
  territoryId: string
  parishId: string | null
}

const scopeOf = ({ territoryId, parishId }: OwnedItem): Scope => ({ territoryId, parishId: parishId ?? '' })

/** Who may do what to equipment and materials. Visitors are `null`. */
export const may = {
  /** Opens the inventory at all; what it lists is each one's own part. */
  open: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead', 'auditor', 'mentor', 'member'),

  /** The partner of the territory, who reads everything, and the parish that has the thing, with its mentor. */
  view: (viewer: Viewer | null, it: OwnedItem) =>
    hasRoleFor(viewer, scopeOf(it), 'partner', 'lead', 'auditor', 'mentor', 'member'),

  edit: (viewer: Viewer | null, it: OwnedItem) => hasRoleFor(viewer, scopeOf(it), 'partner'),

  /** Materials have no initiative: they are the business of the partner and of those who read everything. */
  openMaterials: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead', 'auditor'),

  /** Partner staff inspect, the parish that has the thing tells how it is. */
  inspect: (viewer: Viewer | null, it: OwnedItem) => hasRoleFor(viewer, scopeOf(it), 'partner', 'member'),

  /** What anybody finds under the label: things that have come, whatever became of them. */
  seeInPublic: ({ state }: { state: ItemState }) => state !== 'planned' && state !== 'ordered',
}
