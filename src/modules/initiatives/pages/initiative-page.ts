import { may as mayOnAdvice } from '#modules/advice/sessions/policy.ts'
import { listAdviceOnInitiative } from '#modules/advice/sessions/queries.ts'
import type { Advice } from '#modules/advice/sessions/session.ts'
import { allTogether } from '#platform/db/batch-queries.ts'
import { today, type Day } from '#platform/values/day.ts'
import { hasRoleFor, type Viewer } from '#platform/values/viewer.ts'
import type { Services } from '#platform/services/services.ts'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { filesOf, type InitiativeFiles } from '#modules/initiatives/initiative/file-queries.ts'
import { isPlanned } from '#modules/initiatives/initiative/initiative.ts'
import { may } from '#modules/initiatives/initiative/policy.ts'
import {
  findInitiativePage,
  type InitiativePage,
  type InitiativeForViewer,
} from '#modules/initiatives/initiative/queries.ts'
import type { Readiness } from '#modules/initiatives/readiness/readiness.ts'
import { findReadiness } from '#modules/initiatives/readiness/queries.ts'
import { timelineOf, type Timeline } from '#modules/initiatives/initiative/timeline.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/initiatives/pages/show': {
      initiative: InitiativeForViewer
      portrait: InitiativePage
      timeline: Timeline | null
      advice: { session: Advice; note: null; mayEdit: boolean; mayMark: boolean }[] | null
      readiness: Readiness | null
      refused: boolean
      form: Form
      today: Day
      files: InitiativeFiles
      allowed: Allowed
    }
  }
}

type Allowed = Record<
  | 'attach'
  | 'readDocuments'
  | 'plan'
  | 'takeUp'
  | 'drop'
  | 'decide'
  | 'editIdea'
  | 'readPlan'
  | 'seeReadiness'
  | 'makeReady'
  | 'proposeLaunch'
  | 'decideLaunch'
  | 'operate'
  | 'pause'
  | 'close',
  boolean
>

export const transitionScope = 'initiatives:steps'

interface Typed {
  /** What was typed into the form of a step that was not taken. */
  form?: Form
  /** Whether the gate refused a step: the list beside says why. */
  refused?: boolean
}

type AskedOfPage = RouteContext<'initiative', Viewer | null>

/** Shows the page of an initiative, with what the viewer may do to it next. */
export function initiativePage({ db, now }: Services) {
  const adviceOn = async (initiative: InitiativeForViewer, viewer: Viewer | null) => {
    if (!hasRoleFor(viewer, initiative, 'member', 'mentor', 'partner', 'lead', 'auditor')) return null
    return (await listAdviceOnInitiative(db, viewer, initiative.id)).map((session) => ({
      session,
      note: null,
      mayEdit: mayOnAdvice.edit(viewer, session),
      mayMark: mayOnAdvice.mark(viewer, session),
    }))
  }

  return async (
    { res, viewer, locale }: AskedOfPage,
    initiative: InitiativeForViewer,
    typed: Typed = {},
    status = 200,
  ) => {
    const present = today(now)
    const allowed = allowedOn(viewer, initiative)
    const { parts, ...beside } = await allTogether(db, {
      parts: async () => initiative.content ?? (await findInitiativePage(db, initiative.id)),
      advice: () => adviceOn(initiative, viewer),
      readiness: async () => (allowed.seeReadiness && (await findReadiness(db, initiative, present))) || null,
    })
    const portrait = { ...initiative, ...parts }
    const page = {
      timeline: timelineOf([portrait], { locale, period: initiative.period, today: present }),
      ...beside,
      files: filesOf(initiative),
      refused: typed.refused ?? false,
      form: typed.form ?? blankForm(transitionScope, { launchedOn: present.split('-').reverse().join('.') }),
    }
    render(res, 'modules/initiatives/pages/show', { initiative, portrait, ...page, today: present, allowed }, status)
  }
}

const allowedOn = (viewer: Viewer | null, initiative: InitiativeForViewer): Allowed => ({
  attach: may.attach(viewer, initiative),
  readDocuments: may.readDocuments(viewer, initiative),
  plan: may.decide(viewer, initiative) && isPlanned(initiative),
  takeUp: may.takeUp(viewer, initiative),
  drop: may.drop(viewer, initiative),
  decide: may.decide(viewer, initiative),
  editIdea: may.editIdea(viewer, initiative),
  readPlan: hasRoleFor(viewer, initiative, 'partner', 'lead', 'mentor', 'auditor'),
  seeReadiness: may.seeReadiness(viewer, initiative),
  makeReady: may.makeReady(viewer, initiative),
  proposeLaunch: may.proposeLaunch(viewer, initiative),
  decideLaunch: may.decideLaunch(viewer, initiative),
  operate: may.operate(viewer, initiative),
  pause: may.pause(viewer, initiative),
  close: may.close(viewer, initiative),
})
