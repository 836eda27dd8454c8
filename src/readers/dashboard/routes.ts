import { listOpenActionItems, type OpenActionItem } from '#modules/advice/sessions/queries.ts'
import type { Assessment } from '#modules/assessments/assessment/assessment.ts'
import { may as mayOfAssessment } from '#modules/assessments/assessment/policy.ts'
import { listAssessments } from '#modules/assessments/assessment/queries.ts'
import type { Db } from '#platform/db/connection.ts'
import { allTogether } from '#platform/db/batch-queries.ts'
import { listWaitingHandovers, type WaitingHandover } from '#modules/equipment/handovers/list-queries.ts'
import { countItemsDue } from '#modules/equipment/inspections/queries.ts'
import { today, type Day } from '#platform/values/day.ts'
import { formats } from '#platform/i18n/format.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { parishIdsWithRole } from '#platform/values/viewer-scope.ts'
import { localise } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { listScopesOf } from '#modules/people/roles/queries.ts'
import { listVisibleInitiatives, type VisibleOfParish } from '#modules/initiatives/initiative/parish-queries.ts'
import { byTerritory, type Territory } from '#modules/places/parishes/parish.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { may as mayOfPlan } from '#modules/plans/plan/policy.ts'
import { listPlans } from '#modules/plans/plan/queries.ts'
import { conditionState } from '#modules/plans/plan/remarks.ts'
import { listOpenConditions, type ConditionOfParish } from '#modules/plans/plan/review-queries.ts'
import type { Services } from '#platform/services/services.ts'
import { listWaitingLists, type WaitingList } from '#modules/training/statistics/queries.ts'
import { listDeskItems, type DeskItems } from '#modules/training/desk/desk-queries.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { adviceDeskItems, type AdviceDeskItems } from './advice-queries.ts'
import { deskSections, type DeskSections } from './policy.ts'
import {
  listMentorParishes,
  listHomeParishes,
  listIdeas,
  type MentorParish,
  type HomeParish,
  type InitiativeDeskItem,
  listLaunchesToConfirm,
  type LaunchDeskItem,
} from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'readers/dashboard/desk': {
      parts: DeskSections
      hats: { role: string; place: Multilingual | null }[]
      plans: Territory<PlanOfParish>[]
      waiting: (PlanOfParish & { mayDecide: boolean })[]
      returned: PlanOfParish[]
      launches: (LaunchDeskItem & { mayDecide: boolean })[]
      assessments: (Assessment & { mayDecide: boolean })[]
      ideas: InitiativeDeskItem[]
      mentoring: AdviceDeskItems
      assignments: MentorParish[]
      homes: HomeParish[]
      initiatives: VisibleOfParish[]
      steps: OpenActionItem[][]
      conditions: ConditionOfParish[]
      training: DeskItems
      handovers: WaitingHandover[]
      inspections: { due: number; overdue: number }
      present: Day
      lists: WaitingList[]
    }
  }
}

export function deskRoutes({ db, now }: Services) {
  const { router, get } = routes()

  get(paths.desk, signedIn, async ({ res, viewer, locale }) => {
    const parts = deskSections(viewer)
    const present = today(now)
    const found = await waitingFor(db, viewer, parts, present, locale)
    const { places, plans, launches, assessments, ideas, assignments, homes, initiatives, steps } = found
    render(res, 'readers/dashboard/desk', {
      parts,
      hats: hatsOf(viewer, places),
      plans: byTerritory(plans, locale),
      waiting: parts.lead ? waitingOf(plans, viewer) : [],
      returned: parts.partner ? plans.filter(({ state }) => state === 'returned') : [],
      launches: launches.map((each) => ({ ...each, mayDecide: each.proposedBy !== viewer.id })),
      assessments: toLookAt(assessments, viewer, parts),
      ideas,
      mentoring: found.mentoring,
      assignments: assignments.toSorted(byName(locale)),
      homes: homes.toSorted(byName(locale)),
      initiatives,
      steps: [...Map.groupBy(steps, (step) => step.initiativeSlug ?? step.parishSlug).values()],
      conditions: found.conditions.filter((each) => parts.partner || conditionState(each, present) !== 'open'),
      training: found.training,
      handovers: found.handovers,
      inspections: found.inspections,
      present,
      lists: found.lists,
    })
  })

  return router
}

/** Asks only for what one of the person's hats covers, and for all of it at once. */
const waitingFor = (db: Db, viewer: Viewer, parts: DeskSections, present: Day, locale: Locale) =>
  allTogether(db, { ...ofStaff(db, viewer, parts, present), ...ofAnybody(db, viewer, parts, present, locale) })

const none = () => Promise.resolve([])

const ofStaff = (db: Db, viewer: Viewer, parts: DeskSections, present: Day) => ({
  plans: parts.staff ? async () => (await listPlans(db, viewer)).map(ofParish) : none,
  launches: parts.lead ? () => listLaunchesToConfirm(db) : none,
  assessments: parts.staff ? () => listAssessments(db, viewer) : none,
  ideas: parts.partner ? () => listIdeas(db, viewer) : none,
  conditions: parts.staff ? () => listOpenConditions(db, viewer) : none,
  training: async () =>
    parts.staff ? await listDeskItems(db, viewer, present) : { days: [], programmes: [], calls: [] },
  inspections: async () => (parts.partner ? await countItemsDue(db, viewer, present) : { due: 0, overdue: 0 }),
  lists: parts.staff ? () => listWaitingLists(db, viewer) : none,
})

const ofAnybody = (db: Db, viewer: Viewer, parts: DeskSections, present: Day, locale: Locale) => ({
  places: () => listScopesOf(db, viewer),
  mentoring: () => adviceDeskItems(db, viewer, parts, present, locale),
  assignments: parts.mentor ? () => listMentorParishes(db, viewer) : none,
  homes: parts.member ? () => listHomeParishes(db, viewer) : none,
  initiatives: parts.member ? () => listVisibleInitiatives(db, viewer, parishIdsWithRole(viewer, 'member')) : none,
  steps: parts.partner || parts.mentor || parts.member ? () => listOpenActionItems(db, viewer) : none,
  handovers: parts.staff || parts.member ? () => listWaitingHandovers(db, viewer) : none,
})

interface PlanOfParish extends Plan {
  slug: string
  names: Multilingual
}

const ofParish = (plan: Plan): PlanOfParish => ({ ...plan, slug: plan.parishSlug, names: plan.parishNames })

const byName = (locale: Locale) => (a: HomeParish, b: HomeParish) =>
  formats[locale].compare(localise(locale, a.names).text, localise(locale, b.names).text)

const hatsOf = (viewer: Viewer, places: Awaited<ReturnType<typeof listScopesOf>>) =>
  viewer.roles.map(({ role, territoryId, parishId }) => ({
    role,
    place: (places.find(({ id }) => id === (territoryId ?? parishId))?.names ?? null) as Multilingual | null,
  }))

/** Submitted plans, the one that has waited longest first. */
const waitingOf = (plans: readonly PlanOfParish[], viewer: Viewer) =>
  plans
    .filter(({ state }) => state === 'submitted')
    .toSorted((a, b) => Number(a.submittedAt) - Number(b.submittedAt))
    .map((plan) => ({ ...plan, mayDecide: mayOfPlan.decide(viewer, plan) }))

/** Assessments that wait for the viewer: submitted ones for the lead partner, returned ones for those who mend them. */
const toLookAt = (assessments: readonly Assessment[], viewer: Viewer, parts: DeskSections) =>
  assessments
    .filter(({ state }) => (parts.lead && state === 'submitted') || (parts.partner && state === 'returned'))
    .map((each) => ({ ...each, mayDecide: mayOfAssessment.decide(viewer, each) }))
