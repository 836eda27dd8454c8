import { hasRole, type Viewer } from '#platform/values/viewer.ts'

/** The glossary is for those who write for others to read; partner staff and the lead partner keep it. */
export const may = {
  view: (viewer: Viewer) => hasRole(viewer, 'partner', 'lead', 'mentor', 'auditor', 'administrator'),
  keep: (viewer: Viewer) => hasRole(viewer, 'partner', 'lead'),
}
