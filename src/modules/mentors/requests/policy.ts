import { hasRoleFor, type Scope, type Viewer } from '#platform/values/viewer.ts'
import type { AdviceRequest } from './request.ts'

type RequestStanding = Pick<AdviceRequest, 'state' | 'parishId' | 'territoryId'>

const waits = ({ state }: RequestStanding) => state === 'open' || state === 'proposed' || state === 'agreed'

/** Who may do what to a parish’s request for advice. */
export const mayOfRequest = {
  seeRequest: (viewer: Viewer | null, place: Scope) =>
    hasRoleFor(viewer, place, 'partner', 'lead', 'auditor', 'mentor', 'member'),
  /** Somebody of the parish, or partner staff for who telephoned. */
  ask: (viewer: Viewer | null, place: Scope) => hasRoleFor(viewer, place, 'member', 'partner'),
  propose: (viewer: Viewer | null, asked: RequestStanding) => waits(asked) && hasRoleFor(viewer, asked, 'mentor'),
  decline: (viewer: Viewer | null, asked: RequestStanding) =>
    waits(asked) && hasRoleFor(viewer, asked, 'mentor', 'partner'),
  accept: (viewer: Viewer | null, asked: RequestStanding) =>
    asked.state === 'proposed' && mayOfRequest.ask(viewer, asked),
  requestOtherDates: (viewer: Viewer | null, asked: RequestStanding) =>
    (asked.state === 'proposed' || asked.state === 'agreed') && mayOfRequest.ask(viewer, asked),
  withdraw: (viewer: Viewer | null, asked: RequestStanding) => waits(asked) && mayOfRequest.ask(viewer, asked),
}
