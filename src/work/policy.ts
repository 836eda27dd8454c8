import { holds, type Viewer } from '#lib/viewer.ts'

/** Which parts of the desk a person has: one for each hat. Each part lists only what that hat covers. */
export const partsOf = (viewer: Viewer) => ({
  staff: holds(viewer, 'partner', 'lead'),
  partner: holds(viewer, 'partner'),
  lead: holds(viewer, 'lead'),
  mentor: holds(viewer, 'mentor'),
  member: holds(viewer, 'member'),
  auditor: holds(viewer, 'auditor'),
  administrator: holds(viewer, 'administrator'),
})

export type Parts = ReturnType<typeof partsOf>
