import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import type { Difference, Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, routes, type Asked } from '#web/routes.ts'
import { save, saveNew, type Rules } from '#web/save.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { plan, revise } from './commands.ts'
import { lessonRoutes } from './lesson-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import { may } from './policy.ts'
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
      writing: Locale
      hosts: Host[]
      conflict: Difference[] | null
    }
  }
}

type OfVisit = Asked<'visit', Viewer>

/** Study visits: what everybody may read of them, and how they are planned, held or called off. */
export function visitRoutes(services: Services) {
  const { db } = services
  const { router, get, post } = routes()

  const find = async (viewer: Viewer | null, slug: string) => found(await findVisit(db, viewer, slug))

  const mine = async ({ viewer, params }: OfVisit) => {
    const visit = await find(viewer, params.visit)
    ensure(may.edit(viewer, visit))
    return visit
  }

  get(paths.visits.list, anyone, async ({ res, viewer }) => {
    render(res, 'visits/index', { visits: (await listVisits(db, viewer)).filter(({ state }) => state !== 'planned') })
  })

  get(paths.visits.visit, anyone, async ({ res, viewer, params }) => {
    const visit = await find(viewer, params.visit)
    const mayLearn = visit.places.some((parish) => may.learn(viewer, visit, parish))
    render(res, 'visits/show', { visit, mayOpen: may.seePeople(viewer), mayLearn })
  })

  get(paths.visits.all, staff, async ({ res, viewer }) => {
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

  get(paths.visits.add, staff, async (asked) => {
    ensure(may.create(asked.viewer))
    await showFacts(asked, { visit: null, form: fillVisit(asked.locale, writingIn(asked), null) })
  })

  post(paths.visits.add, staff, async (asked) => {
    const { viewer, locale, body } = asked
    ensure(may.create(viewer))
    const reading = readVisit(locale, writingIn(asked), body, null)
    if (!reading.ok) return showFacts(asked, { visit: null, form: reading.form }, 422)
    await saveNew(db, asked, {
      make: async (tx) => {
        const { slug } = await plan(tx, reading.input)
        return paths.visits.overview(slug)
      },
      refused: { words, rules, show: (form) => showFacts(asked, { visit: null, form }, 422) },
    })
  })

  const overview = ({ res, viewer }: OfVisit, visit: VisitInFull, refused = false) => {
    const page = { visit, missing: missingOf(visit), mayEdit: may.edit(viewer, visit), refused }
    render(res, 'visits/overview', page, refused ? 422 : 200)
  }

  get(paths.visits.overview, staff, async (asked) => {
    overview(asked, await find(asked.viewer, asked.params.visit))
  })

  get(paths.visits.facts, staff, async (asked) => {
    const visit = await mine(asked)
    await showFacts(asked, { visit, form: fillVisit(asked.locale, writingIn(asked), visit) })
  })

  post(paths.visits.facts, staff, async (asked) => {
    const { locale, body } = asked
    const visit = await mine(asked)
    const reading = readVisit(locale, writingIn(asked), body, visit)
    if (!reading.ok) return showFacts(asked, { visit, form: reading.form }, 422)
    const seen = { id: visit.id, version: Number(body['version']) || 0 }
    const back = body['then'] === undefined ? '' : `/facts?in=${goingOnIn(asked)}`
    await save(db, asked, {
      change: (tx) => revise(tx, seen, reading.input),
      to: `${paths.visits.overview(visit.slug)}${back}`,
      refused: { words, rules, show: (form) => showFacts(asked, { visit, form }, 422) },
      conflict: {
        latest: () => mine(asked),
        fill: (current) => fillVisit(locale, writingIn(asked), current),
        show: (current, form, conflict) => showFacts(asked, { visit: current, form, conflict }, 409),
      },
    })
  })

  stepRoutes(services, { get, post, mine, overview })
  lessonRoutes(services, { get, post })
  travellerRoutes(services, { get, post })
  paperRoutes(services, { get })
  sectionRoutes(services, { get, post })
  return router
}

const rules: Rules = {
  visits_number_key: ['number', 'duplicate'],
  visits_slug_key: ['number', 'duplicate'],
  visits_within_project: ['fromDay', 'outside_project'],
  visits_hold_their_days: ['toDay', 'days_in_use'],
}
