import { hasRole, hasRoleFor, type Viewer } from '#platform/values/viewer.ts'
import type { HandoverStanding } from './handover.ts'

type Standing = Pick<
  HandoverStanding,
  'type' | 'state' | 'territoryId' | 'toTerritoryId' | 'parishId' | 'toParishId' | 'issuedBy' | 'receivedAt'
>
type Overridable = Standing & { overrideAskedBy: string | null }

const confirmsIn = (viewer: Viewer | null, parishId: string | null) =>
  viewer?.grants.some((grant) => grant.role === 'member' && grant.confirms && grant.parishId === parishId) ?? false

const parishesOfHandover = ({ parishId, toParishId }: Standing) => [
  parishId,
  ...(toParishId === null ? [] : [toParishId]),
]

const isStanding = ({ state }: Standing) => state === 'issued' || state === 'signed'

// The parish that gets the things: of the initiative named, or the one they pass to.
const receivingParish = ({ type, parishId, toParishId }: Standing) =>
  type === 'handover' ? parishId : type === 'transfer' ? toParishId : null

const owns = (viewer: Viewer | null, { territoryId, parishId }: Standing) =>
  hasRoleFor(viewer, { territoryId, parishId }, 'partner')

/** Who may do what to acts. Visitors are `null`. */
export const mayOfHandover = {
  /** Opens the list of acts; what it lists is each one's own part. */
  open: (viewer: Viewer | null): boolean => hasRole(viewer, 'partner', 'lead', 'auditor', 'mentor', 'member'),

  /** Who is in charge of either side and who reads everything; once issued, the partner it goes to and the communities. */
  view: (viewer: Viewer | null, act: Standing): boolean =>
    owns(viewer, act) ||
    hasRole(viewer, 'lead', 'auditor') ||
    (act.state !== 'draft' && (mayOfHandover.readNames(viewer, act) || isMentor(viewer, act))),

  /** Reads who signs and who signed: a mentor does not. */
  readNames: (viewer: Viewer | null, act: Standing): boolean =>
    owns(viewer, act) ||
    hasRole(viewer, 'lead', 'auditor') ||
    (act.toTerritoryId !== null && hasRoleFor(viewer, { territoryId: act.toTerritoryId, parishId: '' }, 'partner')) ||
    parishesOfHandover(act).some((parishId) => confirmsIn(viewer, parishId)),

  /** Begins an act for an initiative of the territory. */
  draft: (viewer: Viewer | null, territoryId: string): boolean =>
    hasRoleFor(viewer, { territoryId, parishId: '' }, 'partner'),

  /** Changes, issues or throws away a draft. */
  edit: (viewer: Viewer | null, act: Standing): boolean => act.state === 'draft' && owns(viewer, act),

  // Nobody grants what they asked for themselves, whatever hats they wear.
  override: (viewer: Viewer | null, act: Overridable): boolean =>
    act.state === 'draft' &&
    act.overrideAskedBy !== null &&
    act.overrideAskedBy !== viewer?.id &&
    hasRole(viewer, 'lead'),

  prove: (viewer: Viewer | null, act: Standing): boolean => isStanding(act) && owns(viewer, act),

  void: (viewer: Viewer | null, act: Standing): boolean =>
    isStanding(act) && act.issuedBy !== viewer?.id && (owns(viewer, act) || hasRole(viewer, 'lead')),

  /** Says that everything has come: who may speak for the community that gets it. */
  receive: (viewer: Viewer | null, act: Standing): boolean =>
    isStanding(act) && act.receivedAt === null && confirmsIn(viewer, receivingParish(act)),

  /** Begins an act that ends this one for some of its things. */
  follow: (viewer: Viewer | null, act: Standing): boolean =>
    isStanding(act) && act.type !== 'return' && act.toTerritoryId === null && owns(viewer, act),

  writeTerms: (viewer: Viewer | null): boolean => hasRole(viewer, 'lead'),
}

const isMentor = (viewer: Viewer | null, act: Standing) =>
  parishesOfHandover(act).some((parishId) => hasRoleFor(viewer, { territoryId: act.territoryId, parishId }, 'mentor'))

/** The parishes for which the viewer may confirm, for conditions of a query. */
export const confirmedParishesOf = (viewer: Viewer | null): string[] =>
  viewer?.grants.flatMap(({ role, confirms, parishId }) =>
    role === 'member' && confirms && parishId !== null ? [parishId] : [],
  ) ?? []
