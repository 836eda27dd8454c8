import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { findParishScope } from '#modules/resources/queries.ts'
import type { ParishScope } from '#modules/resources/resource.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { responseRoutes } from './needs/response-routes.ts'
import { createNeed, updateNeed } from './needs/commands.ts'
import { fillNeed, newNeed, readNeed } from './needs/form.ts'
import { hasNoResponse, type ResponseChoice, type NeedWithResponses, type NeedSource } from './needs/need.ts'
import { may } from './needs/policy.ts'
import { findNeed, findNeedSource, listResponseChoices, listNeeds } from './needs/queries.ts'
import { swotRoutes } from './swot/routes.ts'

const filters = ['unanswered', 'planned', 'addressed', 'dropped'] as const
type Filter = (typeof filters)[number]

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/needs/needs/list': {
      place: ParishScope
      needs: NeedWithResponses[]
      counts: Record<Filter | 'all', number>
      show: Filter | null
      mayEdit: boolean
    }
    'modules/needs/needs/form': { place: ParishScope; source: NeedSource | null; form: Form; writing: Locale }
    'modules/needs/needs/show': NeedPage
  }
}

interface NeedPage {
  place: ParishScope
  need: NeedWithResponses
  source: NeedSource | null
  form: Form
  writing: Locale
  mayEdit: boolean
  conflict: FieldDifference[] | null
  /** What it can be answered by, and the form that says so. */
  choices: ResponseChoice[]
  answering: Form
}

type OfParish = RouteContext<'parish', Viewer>
type OfNeed = RouteContext<'parish' | 'need', Viewer>

const kept = (filter: Filter | null) => (need: NeedWithResponses) =>
  filter === null ? need.state !== 'dropped' : filter === 'unanswered' ? hasNoResponse(need) : need.state === filter

/** What a parish lacks, what answers it, and what its meetings ranked. */
export function needRoutes(services: Services) {
  const { db } = services
  const { router, get, post } = routes()

  const placeOf = async ({ viewer, params }: OfParish, allowed: typeof may.edit = may.view): Promise<ParishScope> => {
    const place = orNotFound(await findParishScope(db, params.parish))
    if (!may.view(viewer, place)) throw new NotFound()
    orForbidden(allowed(viewer, place))
    return place
  }

  const one = async (context: OfNeed, allowed = may.view) => {
    const place = await placeOf(context, allowed)
    return { place, need: orNotFound(await findNeed(db, place.parishId, context.params.need)) }
  }

  get(paths.needs.list, signedIn, async (context) => {
    const { res, viewer, query } = context
    const place = await placeOf(context)
    const show = filters.find((each) => each === query['show']) ?? null
    const needs = await listNeeds(db, place.parishId)
    const count = (filter: Filter | null) => needs.filter(kept(filter)).length
    const counts = { all: count(null), ...Object.fromEntries(filters.map((each) => [each, count(each)])) } as Record<
      Filter | 'all',
      number
    >
    render(res, 'modules/needs/needs/list', {
      place,
      needs: needs.filter(kept(show)),
      counts,
      show,
      mayEdit: may.edit(viewer, place),
    })
  })

  const source = async ({ parishId }: ParishScope, id: unknown) =>
    (await findNeedSource(db, parishId, typeof id === 'string' ? id : null)) ?? null

  get(paths.needs.add, signedIn, async (context) => {
    const place = await placeOf(context, may.edit)
    const from = await source(place, context.query['answer'])
    const writing = contentLocale(context)
    render(context.res, 'modules/needs/needs/form', { place, source: from, form: newNeed(from, writing), writing })
  })

  post(paths.needs.add, signedIn, async (context) => {
    const { res, locale, body } = context
    const place = await placeOf(context, may.edit)
    const from = await source(place, body['answer'])
    const writing = contentLocale(context)
    const reading = readNeed(locale, writing, body, null)
    if (!reading.ok)
      return render(res, 'modules/needs/needs/form', { place, source: from, form: reading.form, writing }, 422)
    await saveNew(db, context, {
      make: async (tx) => {
        const { id } = await createNeed(tx, place.parishId, from?.id ?? null, reading.input)
        return paths.needs.need({ parish: place.parishSlug, need: id })
      },
    })
  })

  const show = async (context: OfNeed, page: Pick<NeedPage, 'place' | 'need'> & Partial<NeedPage>, status = 200) => {
    const { place, need } = page
    const mayEdit = may.edit(context.viewer, place)
    const writing = contentLocale(context)
    const rest = {
      source: need.sourceAnswerId === null ? null : await source(place, need.sourceAnswerId),
      choices: mayEdit ? await listResponseChoices(db, place.parishId) : [],
      form: fillNeed(context.locale, writing, need),
      answering: blankForm('needs:answering'),
      conflict: null,
    }
    render(context.res, 'modules/needs/needs/show', { ...rest, mayEdit, writing, ...page }, status)
  }

  get(paths.needs.need, signedIn, async (context) => show(context, await one(context)))

  post(paths.needs.need, signedIn, async (context) => {
    const { locale, body } = context
    const { place, need } = await one(context, may.edit)
    const reading = readNeed(locale, contentLocale(context), body, need)
    if (!reading.ok) return show(context, { place, need, form: reading.form }, 422)
    const seen = { id: need.id, version: Number(body['version']) || 0 }
    await save(db, context, {
      change: (tx) => updateNeed(tx, seen, reading.input),
      to: `${paths.needs.need({ parish: place.parishSlug, need: need.id })}?in=${nextContentLocale(context)}`,
      conflict: {
        latest: () => one(context, may.edit),
        fill: (now) => fillNeed(locale, contentLocale(context), now.need),
        show: (now, form, conflict) => show(context, { ...now, form, conflict }, 409),
      },
    })
  })

  responseRoutes(services, { get, post, one, show })
  swotRoutes(services, { get, post })
  return router
}
