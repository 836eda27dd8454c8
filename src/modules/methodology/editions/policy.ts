import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { isDraft, type Edition } from './methodology.ts'

/** Who may do what to a methodology. The edition in force everybody may read; this is about all of them. */
export const may = {
  view: (viewer: Viewer | null): boolean => hasRole(viewer, 'lead', 'partner', 'mentor', 'auditor'),

  /** Makes methodologies at all: begins, imports and copies them. */
  write: (viewer: Viewer | null): boolean => hasRole(viewer, 'lead'),

  edit: (viewer: Viewer | null, it: Pick<Edition, 'state'>): boolean => isDraft(it) && hasRole(viewer, 'lead'),

  /** Begins the next edition from this one; a family has one draft at a time. */
  clone: (viewer: Viewer | null, it: Pick<Edition, 'state'>, hasDraft: boolean): boolean =>
    !isDraft(it) && !hasDraft && hasRole(viewer, 'lead'),
}
