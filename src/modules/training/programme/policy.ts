import { hasRole, hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import { isProgrammeOpen, type Programme, type Topic } from './programme.ts'

/** Who may do what to a parish's training programme. */
export const mayOfProgramme = {
  view: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'partner', 'lead', 'mentor', 'auditor'),

  edit: (viewer: Viewer | null, place: Scope, programme: Programme | null) =>
    isProgrammeOpen(programme) && hasRoleFor(viewer, place, 'partner'),

  withdraw: (viewer: Viewer | null, place: Scope, programme: Programme | null) =>
    programme?.state === 'submitted' && hasRoleFor(viewer, place, 'partner'),

  // Nobody decides on what they submitted themselves, whatever hats they wear.
  decide: (viewer: Viewer | null, place: Scope, programme: Programme | null) =>
    programme?.state === 'submitted' && hasRoleFor(viewer, place, 'lead') && programme.submittedBy !== viewer?.id,

  reopen: (viewer: Viewer | null, place: Scope, programme: Programme | null) =>
    programme?.state === 'approved' && hasRoleFor(viewer, place, 'partner'),
}

/** Who may do what to the catalogue of topics, and to what the territories owe. */
export const mayOfCatalogue = {
  view: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead', 'mentor', 'auditor'),
  add: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead'),
  /** The lead partner all of it, partner staff what they added themselves. */
  edit: (viewer: Viewer | null, topic: Pick<Topic, 'addedBy'>) =>
    hasRole(viewer, 'lead') || (hasRole(viewer, 'partner') && topic.addedBy === viewer?.id),
  seeBank: (viewer: Viewer | null) => hasRole(viewer, 'partner', 'lead', 'auditor'),
  setTargets: (viewer: Viewer | null) => hasRole(viewer, 'lead'),
}
