import { hasRole, hasRoleFor, type HeldRole, type Viewer } from '#platform/values/viewer.ts'
import type { Session } from './session.ts'

type Seen = Pick<Session, 'mentorId' | 'assignmentId' | 'parishId' | 'territoryId' | 'open' | 'heldOn'>

const gave = (viewer: Viewer | null, { mentorId }: Seen) => viewer?.id === mentorId && hasRole(viewer, 'mentor')

// Whether the viewer came to the parish after the session, under terms that open the notes of those before.
const succeeds = (viewer: Viewer | null, { parishId, heldOn }: Seen) =>
  viewer?.roles.some((held) => opensNotes(held) && held.parishId === parishId && heldOn < held.from) ?? false

const opensNotes = ({ role, earlierNotes }: HeldRole) => role === 'mentor' && earlierNotes === true

/** Who may do what to an advice session. Visitors are `null`. */
export const may = {
  /** What the community may read: the facts, the summary and the next steps. */
  view: (viewer: Viewer | null, it: Seen): boolean =>
    gave(viewer, it) ||
    hasRoleFor(viewer, it, 'partner', 'lead', 'auditor', 'mentor') ||
    (it.open && hasRoleFor(viewer, it, 'member')),

  /** The private note is for the mentor who wrote it, the partner of the territory, and a successor who may read it. */
  readNote: (viewer: Viewer | null, it: Seen): boolean =>
    gave(viewer, it) || hasRoleFor(viewer, it, 'partner') || succeeds(viewer, it),

  edit: (viewer: Viewer | null, it: Seen): boolean =>
    gave(viewer, it) && (viewer?.roles.some(({ id }) => id === it.assignmentId) ?? false),

  /** Says that a next step is done, or is not. */
  mark: (viewer: Viewer | null, it: Seen): boolean =>
    hasRoleFor(viewer, it, 'partner', 'mentor') || (it.open && hasRoleFor(viewer, it, 'member')),
}
