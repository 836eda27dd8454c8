import type { Timeline } from '#modules/initiatives/initiative/timeline.ts'
import { today, type Day } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { beginPlan, PlanIncomplete, reopenPlan, submitPlan, withdrawPlan } from './decisions/commands.ts'
import { commentRoutes } from './review/comment-routes.ts'
import { conditionRoutes } from './review/condition-routes.ts'
import { copyRoutes } from './copies/routes.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { financeTotals, type FinanceTotals } from './plan/finance.ts'
import { submissionArchiveRoutes } from './versions/submission-archive-routes.ts'
import { planFor, type PlanPermission } from './plan/load-plan.ts'
import { initiativeRoutes } from './sections/initiative-routes.ts'
import { missingInPlan, type MissingInPlan } from './plan/missing.ts'
import type { Plan } from './plan/plan.ts'
import { may } from './plan/policy.ts'
import { sectionRoutes } from './sections/routes.ts'
import { findContent, findOverview, type PlanOverview } from './plan/section-queries.ts'
import { planSnapshot, type PlanSnapshot } from './plan/snapshot.ts'
import { translationRoutes } from './translations/routes.ts'
import { textsIn, translationProgress, type TranslationProgress } from './translations/translation.ts'
import { timelineOfContent, timelineOfPlan } from './plan/timeline.ts'
import { versionRoutes } from './versions/routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/plan/overview': OverviewPage
    'modules/plans/sections/text': { plan: Plan; snapshot: PlanSnapshot; timeline: Timeline | null }
  }
}

interface OverviewPage extends PlanOverview {
  plan: Plan
  totals: FinanceTotals
  missing: MissingInPlan[]
  waiting: TranslationProgress['waiting']
  mayBegin: boolean
  mayEdit: boolean
  maySubmit: boolean
  mayWithdraw: boolean
  mayDecide: boolean
  mayReopen: boolean
  isStaff: boolean
  today: Day
  timeline: Timeline | null
}

/** A parish's plan: the editor below /work, and what is in force below /parishes. */
export function planRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  get(paths.plans.overview, signedIn, async ({ res, viewer, params, locale }) => {
    const plan = await planFor(db, params.parish, viewer)
    const overview = await findOverview(db, plan, today(now))
    const rights = {
      mayBegin: may.begin(viewer, plan),
      mayEdit: may.edit(viewer, plan),
      maySubmit: may.submit(viewer, plan),
      mayWithdraw: may.withdraw(viewer, plan),
      mayDecide: may.decide(viewer, plan),
      mayReopen: may.reopen(viewer, plan),
      isStaff: may.write(viewer, plan),
    }
    const { content } = overview
    const { waiting } = translationProgress(textsIn(content))
    const derived = {
      missing: missingInPlan(content),
      totals: financeTotals(content.lines),
      waiting,
      today: today(now),
    }
    const timeline = timelineOfContent(locale, plan.period, content, today(now))
    render(res, 'modules/plans/plan/overview', { plan, ...overview, ...derived, ...rights, timeline })
  })

  get(paths.plans.text, signedIn, async ({ res, viewer, params, locale }) => {
    const plan = await planFor(db, params.parish, viewer)
    const snapshot = planSnapshot(plan, await findContent(db, plan.parishId))
    const timeline = timelineOfPlan(locale, plan.period, snapshot, today(now))
    render(res, 'modules/plans/sections/text', { plan, snapshot, timeline })
  })

  /** A step of the plan: who may take it, the command that takes it, and what the next page says of it. */
  type StepPath = 'beginning' | 'submission' | 'withdrawal' | 'reopening'
  const step = (path: StepPath, allowed: PlanPermission, take: typeof beginPlan, notice: string) => {
    post(paths.plans[path], signedIn, async (context) => {
      const plan = await planFor(db, context.params.parish, context.viewer, allowed)
      await save(db, context, {
        change: (tx) => take(tx, plan),
        to: paths.plans.overview(plan.parishSlug),
        notice,
        // Somebody emptied a field while the button was still shown: the overview says what is missing now.
        needless: (error) => error instanceof PlanIncomplete,
      })
    })
  }

  step('beginning', may.begin, beginPlan, 'plan_begun')
  step('submission', may.submit, submitPlan, 'plan_submitted')
  step('withdrawal', may.withdraw, withdrawPlan, 'plan_withdrawn')
  step('reopening', may.reopen, reopenPlan, 'plan_reopened')

  decisionRoutes(services, { get, post })
  conditionRoutes(services, { get, post })
  commentRoutes(services, { get, post })
  submissionArchiveRoutes(services, { get })
  translationRoutes(services, { get, post })
  copyRoutes(services, { get, post })
  initiativeRoutes(services, { get, post })
  sectionRoutes(services, { get, post })
  versionRoutes(services, { get })

  return router
}
