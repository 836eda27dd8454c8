import type { Locale } from '#platform/i18n/locale.ts'
import type { Day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import type { FieldDifference, Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes, type RouteContext } from '#platform/web/routes.ts'
import { save, saveNew, type Rules } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { createVisit, updateVisit } from './visits/commands.ts'
import { lessonRoutes } from './lessons/routes.ts'
import { visitPdfRoutes } from './visits/pdf-routes.ts'
import { may } from './visits/policy.ts'
import { findProjectPeriod, findVisit, listHosts, listVisits, type HostTerritory } from './visits/queries.ts'
import { placeRoutes } from './sections/place-routes.ts'
import { sectionRoutes } from './sections/routes.ts'
import { visitStaff } from './visits/staff-guard.ts'
import { visitTransitionRoutes } from './visits/transition-routes.ts'
import { travellerRoutes } from './travellers/routes.ts'
import { fillVisit, readVisit, i18nScope } from './visits/form.ts'
import { missingInVisit, type MissingInVisit, type Visit, type VisitInFull } from './visits/visit.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/visits/visits/index': { visits: Awaited<ReturnType<typeof listVisits>> }
    'modules/visits/visits/show': { visit: VisitInFull; mayOpen: boolean; mayLearn: boolean }
    'modules/visits/visits/list': { visits: Awaited<ReturnType<typeof listVisits>>; mayCreate: boolean }
    'modules/visits/visits/overview': {
      visit: VisitInFull
      missing: MissingInVisit[]
      mayEdit: boolean
      refused: boolean
    }
    'modules/visits/visits/facts': {
      visit: Visit | null
      form: Form
      writing: Locale
      hosts: HostTerritory[]
      /** When the project runs. */
      period: { startsOn: Day; endsOn: Day }
      conflict: FieldDifference[] | null
    }
  }
}

type OfVisit = RouteContext<'visit', Viewer>

/** Study visits: what everybody may read of them, and how they are planned, held or called off. */
export function visitRoutes(services: Services) {
  const { db } = services
  const { router, get, post } = routes()

  const find = async (viewer: Viewer | null, slug: string) => orNotFound(await findVisit(db, viewer, slug))

  const mine = async ({ viewer, params }: OfVisit) => {
    const visit = await find(viewer, params.visit)
    orForbidden(may.edit(viewer, visit))
    return visit
  }

  get(paths.visits.list, anyone, async ({ res, viewer }) => {
    render(res, 'modules/visits/visits/index', {
      visits: (await listVisits(db, viewer)).filter(({ state }) => state !== 'planned'),
    })
  })

  get(paths.visits.visit, anyone, async ({ res, viewer, params }) => {
    const visit = await find(viewer, params.visit)
    const mayLearn = visit.places.some((parish) => may.learn(viewer, visit, parish))
    render(res, 'modules/visits/visits/show', { visit, mayOpen: may.seePeople(viewer), mayLearn })
  })

  get(paths.visits.all, visitStaff, async ({ res, viewer }) => {
    render(res, 'modules/visits/visits/list', { visits: await listVisits(db, viewer), mayCreate: may.create(viewer) })
  })

  const showFacts = async (
    context: RouteContext<never, Viewer>,
    page: { visit: Visit | null; form: Form; conflict?: FieldDifference[] },
    status = 200,
  ) => {
    const hosts = await listHosts(db)
    const period = orNotFound(await findProjectPeriod(db))
    render(
      context.res,
      'modules/visits/visits/facts',
      { conflict: null, writing: contentLocale(context), hosts, period, ...page },
      status,
    )
  }

  get(paths.visits.add, visitStaff, async (context) => {
    orForbidden(may.create(context.viewer))
    await showFacts(context, { visit: null, form: fillVisit(context.locale, contentLocale(context), null) })
  })

  post(paths.visits.add, visitStaff, async (context) => {
    const { viewer, locale, body } = context
    orForbidden(may.create(viewer))
    const reading = readVisit(locale, contentLocale(context), body, null)
    if (!reading.ok) return showFacts(context, { visit: null, form: reading.form }, 422)
    await saveNew(db, context, {
      make: async (tx) => {
        const { slug } = await createVisit(tx, reading.input)
        return paths.visits.overview(slug)
      },
      refused: { words: i18nScope, rules, show: (form) => showFacts(context, { visit: null, form }, 422) },
    })
  })

  const overview = ({ res, viewer }: OfVisit, visit: VisitInFull, refused = false) => {
    const page = { visit, missing: missingInVisit(visit), mayEdit: may.edit(viewer, visit), refused }
    render(res, 'modules/visits/visits/overview', page, refused ? 422 : 200)
  }

  get(paths.visits.overview, visitStaff, async (context) => {
    overview(context, await find(context.viewer, context.params.visit))
  })

  get(paths.visits.edit, visitStaff, async (context) => {
    const visit = await mine(context)
    await showFacts(context, { visit, form: fillVisit(context.locale, contentLocale(context), visit) })
  })

  post(paths.visits.edit, visitStaff, async (context) => {
    const { locale, body } = context
    const visit = await mine(context)
    const reading = readVisit(locale, contentLocale(context), body, visit)
    if (!reading.ok) return showFacts(context, { visit, form: reading.form }, 422)
    const seen = { id: visit.id, version: Number(body['version']) || 0 }
    const back = body['then'] === undefined ? '' : `/facts?in=${nextContentLocale(context)}`
    await save(db, context, {
      change: (tx) => updateVisit(tx, seen, reading.input),
      to: `${paths.visits.overview(visit.slug)}${back}`,
      refused: { words: i18nScope, rules, show: (form) => showFacts(context, { visit, form }, 422) },
      conflict: {
        latest: () => mine(context),
        fill: (current) => fillVisit(locale, contentLocale(context), current),
        show: (current, form, conflict) => showFacts(context, { visit: current, form, conflict }, 409),
      },
    })
  })

  visitTransitionRoutes(services, { get, post, mine, overview })
  lessonRoutes(services, { get, post })
  travellerRoutes(services, { get, post })
  visitPdfRoutes(services, { get })
  placeRoutes(services, { get, post })
  sectionRoutes(services, { get, post })
  return router
}

const rules: Rules = {
  visits_number_key: ['number', 'duplicate'],
  visits_slug_key: ['number', 'duplicate'],
  visits_within_project: ['fromDay', 'outside_project'],
  visits_hold_their_days: ['toDay', 'days_in_use'],
}
