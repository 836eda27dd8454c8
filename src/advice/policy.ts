import { holds, holdsFor, type Viewer } from '#lib/viewer.ts'
import type { Session } from './session.ts'

type Seen = Pick<Session, 'mentorId' | 'assignmentId' | 'parishId' | 'territoryId' | 'open'>

const gave = (viewer: Viewer | null, { mentorId }: Seen) => viewer?.id === mentorId && holds(viewer, 'mentor')

/** Who may do what to an advice session. Visitors are `null`. */
export const may = {
  /** What the community may read: the facts, the summary and the next steps. */
  view: (viewer: Viewer | null, it: Seen): boolean =>
    gave(viewer, it) ||
    holdsFor(viewer, it, 'partner', 'lead', 'auditor', 'mentor') ||
    (it.open && holdsFor(viewer, it, 'member')),

  /** The private note is for the mentor who wrote it and the partner of the territory. */
  readNote: (viewer: Viewer | null, it: Seen): boolean => gave(viewer, it) || holdsFor(viewer, it, 'partner'),

  edit: (viewer: Viewer | null, it: Seen): boolean =>
    gave(viewer, it) && (viewer?.grants.some(({ id }) => id === it.assignmentId) ?? false),

  /** Says that a next step is done, or is not. */
  mark: (viewer: Viewer | null, it: Seen): boolean =>
    holdsFor(viewer, it, 'partner', 'mentor') || (it.open && holdsFor(viewer, it, 'member')),
}
