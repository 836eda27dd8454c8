import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import type { Resource } from './resource.ts'

/** Who may do what to the resources of a parish. */
export const may = {
  /** Reads the whole register: whoever may see the plan being made. */
  view: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead', 'mentor', 'auditor'),

  edit: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner'),

  /** What anybody finds on the parish's page. */
  seeInPublic: (resource: Pick<Resource, 'public' | 'archivedOn'>) => resource.public && resource.archivedOn === null,
}
