import type { Day } from '#platform/values/day.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'

/** Who may do what to accounts. The administrator looks after them and approves no content. */
export const may = {
  read: (viewer: Viewer | null) => hasRole(viewer, 'administrator', 'lead'),

  administer: (viewer: Viewer | null) => hasRole(viewer, 'administrator'),

  /** Nobody closes their own account or takes their own keys away: the portal would be left without an administrator. */
  close: (viewer: Viewer | null, person: { id: string; deactivatedAt: Date | null }) =>
    may.administer(viewer) && person.id !== viewer?.id && person.deactivatedAt === null,

  /** While the person has not begun: whoever has a password needs no invitation. */
  invite: (viewer: Viewer | null, person: { passwordHash: string | null; deactivatedAt: Date | null }) =>
    may.administer(viewer) && person.passwordHash === null && person.deactivatedAt === null,

  sendNewPassword: (viewer: Viewer | null, person: { passwordHash: string | null; deactivatedAt: Date | null }) =>
    may.administer(viewer) && person.passwordHash !== null && person.deactivatedAt === null,

  endSessions: (viewer: Viewer | null) => may.administer(viewer),

  /** Their own is changed where everybody changes it. */
  changeEmail: (viewer: Viewer | null, person: { id: string; deactivatedAt: Date | null }) =>
    may.administer(viewer) && person.id !== viewer?.id && person.deactivatedAt === null,

  /** What was erased is nobody's any more, and must not become somebody else's. */
  reopen: (viewer: Viewer | null, person: { deactivatedAt: Date | null; erasedAt: Date | null }) =>
    may.administer(viewer) && person.deactivatedAt !== null && person.erasedAt === null,

  endRole: (viewer: Viewer | null, assignment: { personId: string; role: string; toDay: Day | null }, today: Day) =>
    may.administer(viewer) &&
    (assignment.toDay === null || assignment.toDay > today) &&
    !(assignment.personId === viewer?.id && assignment.role === 'administrator'),
}
