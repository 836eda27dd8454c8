import { hasRole, type Viewer } from '#platform/values/viewer.ts'

/** Which parts of the desk a person has: one for each hat. Each part lists only what that hat covers. */
export const deskSections = (viewer: Viewer) => ({
  staff: hasRole(viewer, 'partner', 'lead'),
  partner: hasRole(viewer, 'partner'),
  lead: hasRole(viewer, 'lead'),
  mentor: hasRole(viewer, 'mentor'),
  member: hasRole(viewer, 'member'),
  auditor: hasRole(viewer, 'auditor'),
  administrator: hasRole(viewer, 'administrator'),
})

export type DeskSections = ReturnType<typeof deskSections>
