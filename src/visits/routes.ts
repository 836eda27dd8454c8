import { perform, performOnce, placeOfFirst, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { brokenConstraint } from '#db/failures.ts'
import type { Viewer } from '#lib/viewer.ts'
import { ensure, found } from '#web/errors.ts'
import { differencesOf, keyOf, withProblems, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, routes, type Asked } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { plan, revise } from './commands.ts'
import { lessonRoutes } from './lesson-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import { may } from './policy.ts'
import type { VisitPapers } from './print.ts'
import { findVisit, listHosts, listVisits, type Host } from './queries.ts'
import { sectionRoutes } from './section-routes.ts'
import { staff } from './staff-routes.ts'
import { stepRoutes } from './step-routes.ts'
import { travellerRoutes } from './traveller-routes.ts'
import { fillVisit, readVisit, words } from './visit-form.ts'
import { missingOf, type Missing, type Visit, type VisitInFull } from './visit.ts'

declare module '#web/render.ts' {
  interface Views {
    'visits/index': { visits: Awaited<ReturnType<typeof listVisits>> }
    'visits/show': { visit: VisitInFull; mayOpen: boolean; mayLearn: boolean }
    'visits/list': { visits: Awaited<ReturnType<typeof listVisits>>; mayCreate: boolean }
    'visits/overview': { visit: VisitInFull; missing: Missing[]; mayEdit: boolean; refused: boolean }
    'visits/facts': {
      visit: Visit | null
      form: Form
      writing: string
      hosts: Host[]
      conflict: Difference[] | null
    }
  }
}

type OfVisit = Asked<'visit', Viewer>

/** Study visits: what everybody may read of them, and how they are planned, held or called off. */
export function visitRoutes(db: Db, papers: VisitPapers) {
  const { router, get, post } = routes()

  const find = async (viewer: Viewer | null, slug: string) => found(await findVisit(db, viewer, slug))

  const mine = async ({ viewer, params }: OfVisit) => {
    const visit = await find(viewer, params.visit)
    ensure(may.edit(viewer, visit))
    return visit
  }

  get('/visits', anyone, async ({ res, viewer }) => {
    render(res, 'visits/index', { visits: (await listVisits(db, viewer)).filter(({ state }) => state !== 'planned') })
  })

  get('/visits/:visit', anyone, async ({ res, viewer, params }) => {
    const visit = await find(viewer, params.visit)
    const mayLearn = visit.places.some((parish) => may.learn(viewer, visit, parish))
    render(res, 'visits/show', { visit, mayOpen: may.seePeople(viewer), mayLearn })
  })

  get('/work/visits', staff, async ({ res, viewer }) => {
    render(res, 'visits/list', { visits: await listVisits(db, viewer), mayCreate: may.create(viewer) })
  })

  const showFacts = async (
    asked: Asked<never, Viewer>,
    page: { visit: Visit | null; form: Form; conflict?: Difference[] },
    status = 200,
  ) => {
    const hosts = await listHosts(db)
    render(asked.res, 'visits/facts', { conflict: null, writing: writingIn(asked), hosts, ...page }, status)
  }

  get('/work/visits/new', staff, async (asked) => {
    ensure(may.create(asked.viewer))
    await showFacts(asked, { visit: null, form: fillVisit(asked.locale, writingIn(asked), null) })
  })

  post('/work/visits/new', staff, async (asked) => {
    const { res, viewer, locale, body } = asked
    ensure(may.create(viewer))
    const reading = readVisit(locale, writingIn(asked), body, null)
    if (!reading.ok) return showFacts(asked, { visit: null, form: reading.form }, 422)
    try {
      const location = await performOnce(db, viewer, keyOf(body), async (act) => {
        const { slug } = await plan(act, reading.input)
        return `/work/visits/${slug}`
      }).catch(placeOfFirst)
      noticed(res, 'saved')
      res.redirect(303, `/${locale}${location}`)
    } catch (error) {
      const form = refusedBy(error, body)
      if (!form) throw error
      await showFacts(asked, { visit: null, form }, 422)
    }
  })

  const overview = ({ res, viewer }: OfVisit, visit: VisitInFull, refused = false) => {
    const page = { visit, missing: missingOf(visit), mayEdit: may.edit(viewer, visit), refused }
    render(res, 'visits/overview', page, refused ? 422 : 200)
  }

  get('/work/visits/:visit', staff, async (asked) => {
    overview(asked, await find(asked.viewer, asked.params.visit))
  })

  get('/work/visits/:visit/facts', staff, async (asked) => {
    const visit = await mine(asked)
    await showFacts(asked, { visit, form: fillVisit(asked.locale, writingIn(asked), visit) })
  })

  post('/work/visits/:visit/facts', staff, async (asked) => {
    const { res, viewer, locale, body } = asked
    const visit = await mine(asked)
    const reading = readVisit(locale, writingIn(asked), body, visit)
    if (!reading.ok) return showFacts(asked, { visit, form: reading.form }, 422)
    try {
      const seen = { id: visit.id, version: Number(body['version']) || 0 }
      await perform(db, viewer, (act) => revise(act, seen, reading.input))
    } catch (error) {
      const form = refusedBy(error, body)
      if (form) return showFacts(asked, { visit, form }, 422)
      if (!(error instanceof Stale)) throw error
      const mineNow = withProblems(words, { ...body, version: String(visit.version) }, {})
      const conflict = differencesOf(mineNow, fillVisit(locale, writingIn(asked), visit))
      return showFacts(asked, { visit, form: mineNow, conflict }, 409)
    }
    noticed(res, 'saved')
    const back = body['then'] === undefined ? '' : `/facts?in=${goingOnIn(asked)}`
    res.redirect(303, `/${locale}/work/visits/${visit.slug}${back}`)
  })

  stepRoutes(db, { get, post, mine, overview })
  lessonRoutes(db, { get, post })
  travellerRoutes(db, { get, post })
  paperRoutes(db, papers, { get })
  sectionRoutes(db, { get, post })
  return router
}

const refusals: Record<string, [field: string, problem: string]> = {
  visits_number_key: ['number', 'duplicate'],
  visits_slug_key: ['number', 'duplicate'],
  visits_within_project: ['fromDay', 'outside_project'],
  visits_hold_their_days: ['toDay', 'days_in_use'],
}

/** The form again with the rule of the database that it broke; null where it broke none of these. */
function refusedBy(error: unknown, body: Parameters<typeof withProblems>[1]): Form | null {
  const [field, key] = refusals[brokenConstraint(error) ?? ''] ?? []
  return field !== undefined && key !== undefined ? withProblems(words, body, { [field]: { key, params: {} } }) : null
}
