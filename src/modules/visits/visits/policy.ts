import { hasRole, hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import type { Lesson, Traveller, Visit } from './visit.ts'

type Seen = Pick<Visit, 'state'>
type Hosted = Pick<Visit, 'hostId' | 'state'>

const hosts = (viewer: Viewer | null, { hostId }: Pick<Visit, 'hostId'>) =>
  hasRoleFor(viewer, { territoryId: hostId, parishId: '' }, 'partner')
const isOver = ({ state }: Seen) => state === 'held' || state === 'cancelled'

/** Who may do what to a study visit and with whom it is made. */
export const may = {
  view: (viewer: Viewer | null, visit: Seen) =>
    visit.state !== 'planned' || hasRole(viewer, 'partner', 'lead', 'auditor'),

  create: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead'),

  /** Plans it: the territory that receives, and the lead partner, who brings all four together. */
  edit: (viewer: Viewer | null, visit: Hosted) => visit.state !== 'cancelled' && may.organise(viewer, visit),

  /** One that took place, or was called off, is not called off. */
  cancel: (viewer: Viewer | null, visit: Hosted) => !isOver(visit) && may.organise(viewer, visit),

  organise: (viewer: Viewer | null, visit: Pick<Visit, 'hostId'>) => hasRole(viewer, 'lead') || hosts(viewer, visit),

  /** Opens the list of people; whom of them one sees is `seeTraveller`. */
  seePeople: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead', 'auditor'),

  seeTraveller: (
    viewer: Viewer | null,
    visit: Pick<Visit, 'hostId'>,
    of: Pick<Traveller, 'territoryId' | 'parishId'>,
  ) => hasRole(viewer, 'lead', 'auditor') || hosts(viewer, visit) || hasRoleFor(viewer, of, 'partner'),

  /** Gives the places of a parish to people of it. */
  enter: (viewer: Viewer | null, visit: Hosted, parish: Scope) =>
    !isOver(visit) && (may.organise(viewer, visit) || hasRoleFor(viewer, parish, 'partner')),

  /** Says what a parish takes home. */
  learn: (viewer: Viewer | null, visit: Seen, parish: Scope) =>
    visit.state === 'held' && hasRoleFor(viewer, parish, 'partner', 'mentor', 'member'),

  seeLesson: (viewer: Viewer | null, lesson: Pick<Lesson, 'public' | 'parishId' | 'territoryId'>) =>
    lesson.public || hasRoleFor(viewer, lesson, 'partner', 'mentor', 'member', 'lead', 'auditor'),

  /** Which initiative something was learnt for. */
  seeInitiative: (viewer: Viewer | null, lesson: Pick<Lesson, 'published' | 'parishId' | 'territoryId'>) =>
    lesson.published || hasRoleFor(viewer, lesson, 'partner', 'mentor', 'lead', 'auditor'),
}
