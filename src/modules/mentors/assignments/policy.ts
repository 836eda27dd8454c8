import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'

/** Who may do what to the assignments of mentors to parishes. */
export const mayOfAssignment = {
  seeAssignment: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead', 'auditor'),
  assign: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead'),
}
