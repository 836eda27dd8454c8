import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'

/** Who may change what is known of a parish. */
export const may = {
  edit: (viewer: Viewer | null, parish: Scope) => hasRoleFor(viewer, parish, 'partner', 'lead'),
}
