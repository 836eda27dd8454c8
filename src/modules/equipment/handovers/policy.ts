import { hasRole, hasRoleFor, type Viewer } from '#platform/values/viewer.ts'
import type { HandoverScope } from './handover.ts'

type Standing = Pick<
  HandoverScope,
  'type' | 'state' | 'territoryId' | 'toTerritoryId' | 'parishId' | 'toParishId' | 'issuedBy' | 'receivedAt'
>
interface Proof {
  kind: 'container' | 'scan'
  sentBy: string | null
  confirmedAt: Date | null
  withdrawnAt: Date | null
  /** Whether somebody must say for whom a container was signed. */
  asksForWhom?: boolean
}
type Overridable = Standing & { overrideAskedBy: string | null }

const confirmsIn = (viewer: Viewer | null, parishId: string | null) =>
  viewer?.roles.some((held) => held.role === 'member' && held.confirms && held.parishId === parishId) ?? false

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

/** Who may do what to handovers. Visitors are `null`. */
export const mayOfHandover = {
  /** Opens the list of handovers; what it lists is each one's own part. */
  open: (viewer: Viewer | null): boolean => hasRole(viewer, 'partner', 'lead', 'auditor', 'mentor', 'member'),

  /** Who is in charge of either side and who reads everything; once issued, the partner it goes to and the communities. */
  view: (viewer: Viewer | null, handover: Standing): boolean =>
    owns(viewer, handover) ||
    hasRole(viewer, 'lead', 'auditor') ||
    (handover.state !== 'draft' && (mayOfHandover.readNames(viewer, handover) || isMentor(viewer, handover))),

  /** Reads who signs and who signed: a mentor does not. */
  readNames: (viewer: Viewer | null, handover: Standing): boolean =>
    owns(viewer, handover) ||
    hasRole(viewer, 'lead', 'auditor') ||
    (handover.toTerritoryId !== null &&
      hasRoleFor(viewer, { territoryId: handover.toTerritoryId, parishId: '' }, 'partner')) ||
    parishesOfHandover(handover).some((parishId) => confirmsIn(viewer, parishId)),

  /** Begins a handover for an initiative of the territory. */
  draft: (viewer: Viewer | null, territoryId: string): boolean =>
    hasRoleFor(viewer, { territoryId, parishId: '' }, 'partner'),

  /** Changes, issues or throws away a draft. */
  edit: (viewer: Viewer | null, handover: Standing): boolean => handover.state === 'draft' && owns(viewer, handover),

  // Nobody grants what they asked for themselves, whatever hats they wear.
  override: (viewer: Viewer | null, handover: Overridable): boolean =>
    handover.state === 'draft' &&
    handover.overrideAskedBy !== null &&
    handover.overrideAskedBy !== viewer?.id &&
    hasRole(viewer, 'lead'),

  prove: (viewer: Viewer | null, handover: Standing): boolean => isStanding(handover) && owns(viewer, handover),

  /** Says that a scan is the handover, signed by both, or for whom a container was signed: who may see whose it is, and did not send it. */
  confirmProof: (viewer: Viewer | null, handover: Standing, proof: Proof): boolean =>
    isStanding(handover) &&
    (proof.kind === 'scan' || proof.asksForWhom === true) &&
    !proof.confirmedAt &&
    !proof.withdrawnAt &&
    proof.sentBy !== viewer?.id &&
    (owns(viewer, handover) ||
      hasRole(viewer, 'lead') ||
      parishesOfHandover(handover).some((parishId) => confirmsIn(viewer, parishId))),

  /** Says that a file that was sent is not the handover's. */
  withdrawProof: (viewer: Viewer | null, handover: Standing, { withdrawnAt }: Proof): boolean =>
    !withdrawnAt && mayOfHandover.prove(viewer, handover),

  void: (viewer: Viewer | null, handover: Standing): boolean =>
    isStanding(handover) && handover.issuedBy !== viewer?.id && (owns(viewer, handover) || hasRole(viewer, 'lead')),

  /** Says that everything has come: who may speak for the community that gets it. */
  receive: (viewer: Viewer | null, handover: Standing): boolean =>
    isStanding(handover) && handover.receivedAt === null && confirmsIn(viewer, receivingParish(handover)),

  /** Begins a handover that ends this one for some of its things. */
  follow: (viewer: Viewer | null, handover: Standing): boolean =>
    isStanding(handover) && handover.type !== 'return' && handover.toTerritoryId === null && owns(viewer, handover),

  writeTerms: (viewer: Viewer | null): boolean => hasRole(viewer, 'lead'),
}

const isMentor = (viewer: Viewer | null, handover: Standing) =>
  parishesOfHandover(handover).some((parishId) =>
    hasRoleFor(viewer, { territoryId: handover.territoryId, parishId }, 'mentor'),
  )

/** The parishes for which the viewer may confirm, for conditions of a query. */
export const confirmedParishesOf = (viewer: Viewer | null): string[] =>
  viewer?.roles.flatMap(({ role, confirms, parishId }) =>
    role === 'member' && confirms && parishId !== null ? [parishId] : [],
  ) ?? []
