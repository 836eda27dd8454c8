import { hasRole, hasRoleFor, type Role, type Viewer } from '#platform/values/viewer.ts'
import type { RegistrationDay } from './registration.ts'

type Of = Pick<RegistrationDay, 'organiserId' | 'serves'>

const covers = (viewer: Viewer | null, { organiserId, serves }: Of, ...roles: Role[]) =>
  [{ parishId: '', territoryId: organiserId }, ...serves].some((place) => hasRoleFor(viewer, place, ...roles))

/** Who may know who comes to a day, and write for them. Those who come have their private link. */
export const mayOfRegistration = {
  /** Names, contacts and needs: for those in charge of the day, the lead partner, and the auditor. */
  view: (viewer: Viewer | null, day: Of) => hasRole(viewer, 'lead', 'auditor') || covers(viewer, day, 'partner'),

  /** Writes down who phones, and changes or cancels for them. */
  enter: (viewer: Viewer | null, day: Of) => covers(viewer, day, 'partner'),
}
