import { hasRoleFor, type Viewer } from '#platform/values/viewer.ts'
import { isBeforeLaunch, type Initiative, type InitiativeState } from './initiative.ts'
import { awaitsConfirmation, type Launch } from './launch.ts'

/** How the plan of the initiative's parish stands; null before anybody began one. */
export type ParishPlanState = 'draft' | 'submitted' | 'returned' | 'approved' | null

export type VisibleInitiative = Pick<
  Initiative,
  'state' | 'openToCommunity' | 'proposedBy' | 'parishId' | 'territoryId'
> & {
  published: boolean
}

/** States in which people of the parish may see an initiative before the public does. */
export const communityStates: readonly InitiativeState[] = ['idea', 'drafting', 'proposed']
const afterLaunch: readonly InitiativeState[] = ['launched', 'operating', 'paused']

const isPlanOpen = (planState: ParishPlanState) =>
  planState === null || planState === 'draft' || planState === 'returned'
const isMember = (viewer: Viewer | null, it: VisibleInitiative) => hasRoleFor(viewer, it, 'member')

type Launching = VisibleInitiative & { launch: Pick<Launch, 'confirmed' | 'returnNote' | 'proposedBy'> | null }

const confirmsFor = (viewer: Viewer | null, { parishId }: VisibleInitiative) =>
  viewer?.roles.some((held) => held.role === 'member' && held.confirms && held.parishId === parishId) ?? false

/** Who may do what to an initiative. Visitors are `null`. */
export const may = {
  view: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    it.published ||
    hasRoleFor(viewer, it, 'partner', 'lead', 'auditor', 'mentor') ||
    (isMember(viewer, it) &&
      (it.proposedBy === viewer?.id || (it.openToCommunity && communityStates.includes(it.state)))),

  /** Rewrites an idea: who proposed it, until it is taken up. */
  editIdea: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    it.state === 'idea' && it.proposedBy === viewer?.id && isMember(viewer, it),

  /** Partner staff decide what becomes of initiatives; whether now depends on the plan. */
  decide: (viewer: Viewer | null, it: VisibleInitiative): boolean => hasRoleFor(viewer, it, 'partner'),

  /** Adds and removes photos and documents, whatever becomes of the plan. */
  attach: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    may.decide(viewer, it) && it.state !== 'idea' && it.state !== 'dropped',

  /** Reads the documents behind an initiative: those who may see its plan being worked on. */
  readDocuments: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    hasRoleFor(viewer, it, 'partner', 'lead', 'mentor', 'auditor'),

  takeUp: (viewer: Viewer | null, it: VisibleInitiative & { planState: ParishPlanState }): boolean =>
    may.decide(viewer, it) && it.state === 'idea' && isPlanOpen(it.planState),

  drop: (viewer: Viewer | null, it: VisibleInitiative & { planState: ParishPlanState }): boolean =>
    may.decide(viewer, it) && isBeforeLaunch(it) && (it.state === 'idea' || isPlanOpen(it.planState)),

  /** Reads what an initiative still needs before its launch: everybody who works on it, and its own community. */
  seeReadiness: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    may.view(viewer, it) && hasRoleFor(viewer, it, 'partner', 'lead', 'auditor', 'mentor', 'member'),

  makeReady: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    it.state === 'approved' && may.decide(viewer, it),

  /** Says on which day it was launched: partner staff, or who may confirm in the name of the community. */
  proposeLaunch: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    it.state === 'ready' && (may.decide(viewer, it) || confirmsFor(viewer, it)),

  // Nobody confirms what they proposed themselves, whatever hats they wear.
  decideLaunch: (viewer: Viewer | null, it: Launching): boolean =>
    it.state === 'ready' &&
    awaitsConfirmation(it.launch) &&
    hasRoleFor(viewer, it, 'lead') &&
    it.launch?.proposedBy !== viewer?.id,

  operate: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    (it.state === 'launched' || it.state === 'paused') && may.decide(viewer, it),

  pause: (viewer: Viewer | null, it: VisibleInitiative): boolean => it.state === 'operating' && may.decide(viewer, it),

  close: (viewer: Viewer | null, it: VisibleInitiative): boolean =>
    afterLaunch.includes(it.state) && may.decide(viewer, it),
}
