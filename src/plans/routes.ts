import { perform } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { timelineOf, type Timeline } from '#initiatives/timeline.ts'
import { today, type Clock } from '#lib/day.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { blank, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, routes, signedIn, type Asked } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { approve, begin, giveBack, Incomplete, reopen, submit, withdraw } from './commands.ts'
import { noteForm } from './forms.ts'
import { initiativeRoutes } from './initiative-routes.ts'
import { missingIn, type Missing } from './missing.ts'
import { totalsOf, type Totals } from './finance.ts'
import type { Plan, PlanVersion } from './plan.ts'
import type { PlanPapers } from './papers-print.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { sectionRoutes } from './section-routes.ts'
import { findContent, findOverview, type Overview } from './section-queries.ts'
import { snapshotOf, type Snapshot } from './snapshot.ts'
import { findVersion, listVersions, type VersionInList } from './version-queries.ts'
import { translationRoutes } from './translation-routes.ts'
import { textsIn, translated, type Translated } from './translation.ts'
import { writingIn } from '#web/writing.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/overview': OverviewPage
    'plans/text': { plan: Plan; snapshot: Snapshot; timeline: Timeline | null }
    'plans/version': {
      version: PlanVersion
      parishSlug: string
      mayWork: boolean
      timeline: Timeline | null
      size: number | null
    }
    'plans/versions': { versions: VersionInList[]; snapshot: Snapshot }
  }
}

interface OverviewPage extends Overview {
  plan: Plan
  totals: Totals
  missing: Missing[]
  waiting: Translated['waiting']
  mayBegin: boolean
  mayEdit: boolean
  maySubmit: boolean
  mayWithdraw: boolean
  mayDecide: boolean
  mayReopen: boolean
  isStaff: boolean
  note: Form
  timeline: Timeline | null
}

type Deciding = Asked<'parish', Viewer>

/** A parish's plan: the editor below /work, and what is in force below /parishes. */
export function planRoutes(db: Db, now: Clock, papers: PlanPapers) {
  const { router, get, post } = routes()

  async function permitted(
    slug: string,
    viewer: Viewer,
    allowed: (viewer: Viewer, plan: Plan) => boolean,
  ): Promise<Plan> {
    const plan = found(await findPlan(db, slug))
    if (!may.view(viewer, plan)) throw new NotFound()
    ensure(allowed(viewer, plan))
    return plan
  }

  const drawn = (locale: Locale, { period }: Pick<Plan, 'period'>, { initiatives }: Snapshot) =>
    timelineOf(initiatives, { locale, period, today: today(now) })

  const showOverview = async ({ res, viewer, locale }: Deciding, plan: Plan, note: Form, status = 200) => {
    const { content, ...found } = await findOverview(db, plan, today(now))
    const rights = {
      mayBegin: may.begin(viewer, plan),
      mayEdit: may.edit(viewer, plan),
      maySubmit: may.submit(viewer, plan),
      mayWithdraw: may.withdraw(viewer, plan),
      mayDecide: may.decide(viewer, plan),
      mayReopen: may.reopen(viewer, plan),
      isStaff: may.write(viewer, plan),
    }
    const { waiting } = translated(textsIn(content))
    const derived = { missing: missingIn(content), totals: totalsOf(content.lines), waiting }
    const timeline = drawn(locale, plan, snapshotOf(plan, content))
    render(res, 'plans/overview', { plan, content, ...found, ...derived, ...rights, note, timeline }, status)
  }

  get('/work/parishes/:parish/plan', signedIn, async (asked) => {
    const plan = await permitted(asked.params.parish, asked.viewer, may.view)
    await showOverview(asked, plan, blank('plans:decision'))
  })

  get('/work/parishes/:parish/plan/text', signedIn, async ({ res, viewer, params, locale }) => {
    const plan = await permitted(params.parish, viewer, may.view)
    const snapshot = snapshotOf(plan, await findContent(db, plan.parishId))
    render(res, 'plans/text', { plan, snapshot, timeline: drawn(locale, plan, snapshot) })
  })

  /** A step of the plan: who may take it, the command that takes it, and what the next page says of it. */
  const step = (path: string, allowed: typeof may.begin, take: typeof begin, notice: string) => {
    post(`/work/parishes/:parish/plan/${path}`, signedIn, async ({ res, viewer, params, locale }) => {
      const plan = await permitted(params['parish'], viewer, allowed)
      await perform(db, viewer, (act) => take(act, plan)).catch(unlessIncomplete)
      noticed(res, notice)
      res.redirect(303, `/${locale}/work/parishes/${plan.parishSlug}/plan`)
    })
  }

  step('beginning', may.begin, begin, 'plan_begun')
  step('submission', may.submit, submit, 'plan_submitted')
  step('withdrawal', may.withdraw, withdraw, 'plan_withdrawn')
  step('approval', may.decide, approve, 'plan_approved')
  step('draft', may.reopen, reopen, 'plan_reopened')

  post('/work/parishes/:parish/plan/return', signedIn, async (asked) => {
    const { res, viewer, params, locale, body } = asked
    const plan = await permitted(params.parish, viewer, may.decide)
    const reading = read('plans:decision', noteForm[locale], body)
    if (!reading.ok) return showOverview(asked, plan, reading.form, 422)

    const writing = writingIn(asked)
    await perform(db, viewer, (act) => giveBack(act, plan, { source: writing, [writing]: reading.input.note }))
    noticed(res, 'plan_returned')
    res.redirect(303, `/${locale}/work/parishes/${plan.parishSlug}/plan`)
  })

  translationRoutes(db, { get, post })
  initiativeRoutes(db, { get, post })
  sectionRoutes(db, { get, post })

  const showVersion = async (
    { res, viewer, params, locale }: Asked<'parish', Viewer | null>,
    number: number | null,
  ) => {
    const version = found(await findVersion(db, params.parish, number))
    const mayWork = viewer !== null && may.view(viewer, found(await findPlan(db, params.parish)))
    const timeline = drawn(locale, version, version.snapshot)
    const size = await papers.sizeOf(locale, version)
    render(res, 'plans/version', { version, parishSlug: params.parish, mayWork, timeline, size })
  }

  get('/parishes/:parish/plan', anyone, (asked) => showVersion(asked, null))

  get('/parishes/:parish/plan/versions', anyone, async ({ res, params }) => {
    const { snapshot } = found(await findVersion(db, params.parish, null))
    render(res, 'plans/versions', { versions: await listVersions(db, params.parish), snapshot })
  })

  get('/parishes/:parish/plan/versions/:number', anyone, (asked) => {
    if (!/^[1-9]\d{0,5}$/.test(asked.params.number)) throw new NotFound()
    return showVersion(asked, Number(asked.params.number))
  })

  return router
}

// Somebody emptied a field while the button was still shown: the overview says what is missing now.
function unlessIncomplete(error: unknown) {
  if (!(error instanceof Incomplete)) throw error
}
