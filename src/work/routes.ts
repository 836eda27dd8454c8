import { listOpenActionItems, type OpenActionItem } from '#advice/queries.ts'
import type { Assessment } from '#assessments/assessment.ts'
import { may as mayOfAssessment } from '#assessments/policy.ts'
import { listAssessments } from '#assessments/queries.ts'
import type { Db } from '#db/db.ts'
import { allTogether } from '#db/together.ts'
import { listWaitingHandovers, type WaitingHandover } from '#equipment/act-list-queries.ts'
import { countItemsDue } from '#equipment/inspection-queries.ts'
import { today, type Day } from '#lib/day.ts'
import { formats } from '#lib/format.ts'
import type { Locale, Multilingual } from '#lib/locale.ts'
import { parishIdsWithRole } from '#lib/reach.ts'
import { localise } from '#lib/text.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import { listScopesOf } from '#people/queries.ts'
import { listVisibleInitiatives, type VisibleOfParish } from '#initiatives/parish-queries.ts'
import { byTerritory, type Territory } from '#parishes/parish.ts'
import type { Plan } from '#plans/plan.ts'
import { may as mayOfPlan } from '#plans/policy.ts'
import { listPlans } from '#plans/queries.ts'
import { conditionState } from '#plans/condition.ts'
import { listOpenConditions, type ConditionOfParish } from '#plans/standing-queries.ts'
import type { Services } from '#services/services.ts'
import { listWaitingLists, type WaitingList } from '#training/presence-queries.ts'
import { listDeskItems, type DeskItems } from '#training/waiting-queries.ts'
import { render } from '#web/render.ts'
import { routes, signedIn } from '#web/routes.ts'
import { adviceDeskItems, type AdviceDeskItems } from './mentor-queries.ts'
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

declare module '#web/render.ts' {
  interface Views {
    'work/desk': {
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
      acts: WaitingHandover[]
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
    const found = await waitingFor(db, viewer, parts, present)
    const { places, plans, launches, assessments, ideas, assignments, homes, initiatives, steps } = found
    render(res, 'work/desk', {
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
      acts: found.acts,
      inspections: found.inspections,
      present,
      lists: found.lists,
    })
  })

  return router
}

/** Asks only for what one of the person's hats covers, and for all of it at once. */
const waitingFor = (db: Db, viewer: Viewer, parts: DeskSections, present: Day) =>
  allTogether(db, { ...ofStaff(db, viewer, parts, present), ...ofAnybody(db, viewer, parts, present) })

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

const ofAnybody = (db: Db, viewer: Viewer, parts: DeskSections, present: Day) => ({
  places: () => listScopesOf(db, viewer),
  mentoring: () => adviceDeskItems(db, viewer, parts, present),
  assignments: parts.mentor ? () => listMentorParishes(db, viewer) : none,
  homes: parts.member ? () => listHomeParishes(db, viewer) : none,
  initiatives: parts.member ? () => listVisibleInitiatives(db, viewer, parishIdsWithRole(viewer, 'member')) : none,
  steps: parts.partner || parts.mentor || parts.member ? () => listOpenActionItems(db, viewer) : none,
  acts: parts.staff || parts.member ? () => listWaitingHandovers(db, viewer) : none,
})

interface PlanOfParish extends Plan {
  slug: string
  names: Multilingual
}

const ofParish = (plan: Plan): PlanOfParish => ({ ...plan, slug: plan.parishSlug, names: plan.parishNames })

const byName = (locale: Locale) => (a: HomeParish, b: HomeParish) =>
  formats[locale].compare(localise(locale, a.names).text, localise(locale, b.names).text)

const hatsOf = (viewer: Viewer, places: Awaited<ReturnType<typeof listScopesOf>>) =>
  viewer.grants.map(({ role, territoryId, parishId }) => ({
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
