import { transact } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import type { FieldDifference, Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { restoreResource, createResource, archiveResource, updateResource } from './commands.ts'
import { may } from './policy.ts'
import { findParishScope, findResource, listResources } from './queries.ts'
import { fillResource, newResource, readResource } from './form.ts'
import { resourceCategories, type ResourceCategory, type ParishScope, type ResourceInUse } from './resource.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/resources/list': {
      place: ParishScope
      resources: ResourceInUse[]
      categories: typeof resourceCategories
      category: ResourceCategory | null
      archived: boolean
      mayEdit: boolean
    }
    'modules/resources/form': FormPage
    'modules/resources/archived': { place: ParishScope; resource: ResourceInUse }
  }
}

interface FormPage {
  place: ParishScope
  /** Null for a new one. */
  resource: ResourceInUse | null
  form: Form
  writing: Locale
  categories: typeof resourceCategories
  mayEdit: boolean
  conflict: FieldDifference[] | null
  /** Whether to go back to the plan once it is saved. */
  forPlan: boolean
}

type OfParish = RouteContext<'parish', Viewer>
type OfResource = RouteContext<'parish' | 'resource', Viewer>

/** The register of what a parish has. */
export function resourceRoutes({ db, now }: Services) {
  const { router, get, post } = routes()

  const placeOf = async ({ viewer, params }: OfParish, allowed: typeof may.edit = may.view): Promise<ParishScope> => {
    const place = orNotFound(await findParishScope(db, params.parish))
    if (!may.view(viewer, place)) throw new NotFound()
    orForbidden(allowed(viewer, place))
    return place
  }

  const one = async (context: OfResource, allowed = may.view) => {
    const place = await placeOf(context, allowed)
    return { place, resource: orNotFound(await findResource(db, place.parishId, context.params.resource)) }
  }

  const show = (context: OfParish, page: Pick<FormPage, 'place' | 'form'> & Partial<FormPage>, status = 200) => {
    const rights = { mayEdit: may.edit(context.viewer, page.place), forPlan: isForPlan(context) }
    const rest = { resource: null, writing: contentLocale(context), categories: resourceCategories, conflict: null }
    render(context.res, 'modules/resources/form', { ...rest, ...rights, ...page }, status)
  }

  get(paths.resources.list, signedIn, async (context) => {
    const { res, viewer, query } = context
    const place = await placeOf(context)
    const category = resourceCategories.find((each) => each === query['category']) ?? null
    const archived = query['state'] === 'gone'
    const resources = await listResources(db, place.parishId, { category: category ?? undefined, archived })
    render(res, 'modules/resources/list', {
      place,
      resources,
      categories: resourceCategories,
      category,
      archived,
      mayEdit: may.edit(viewer, place),
    })
  })

  get(paths.resources.add, signedIn, async (context) => {
    const place = await placeOf(context, may.edit)
    const category = resourceCategories.find((each) => each === context.query['category'])
    show(context, { place, form: newResource(category && { category }) })
  })

  post(paths.resources.add, signedIn, async (context) => {
    const { locale, body } = context
    const place = await placeOf(context, may.edit)
    const reading = readResource(locale, contentLocale(context), body, null)
    if (!reading.ok) return show(context, { place, form: reading.form }, 422)
    await saveNew(db, context, {
      make: async (tx) => {
        const { id } = await createResource(tx, place.parishId, reading.input)
        return isForPlan(context) ? `${planOf(place)}?resource=${id}` : registerOf(place)
      },
    })
  })

  get(paths.resources.resource, signedIn, async (context) => {
    const { place, resource } = await one(context)
    show(context, { place, resource, form: fillResource(context.locale, contentLocale(context), resource) })
  })

  post(paths.resources.resource, signedIn, async (context) => {
    const { locale, body } = context
    const { place, resource } = await one(context, may.edit)
    const seen = { id: resource.id, version: Number(body['version']) || 0 }
    const reading = readResource(locale, contentLocale(context), body, resource)
    if (!reading.ok) return show(context, { place, resource, form: reading.form }, 422)
    const its = paths.resources.resource({ parish: place.parishSlug, resource: resource.id })
    await save(db, context, {
      change: (tx) => updateResource(tx, seen, reading.input),
      to: body['then'] === undefined ? registerOf(place) : `${its}?in=${nextContentLocale(context)}`,
      conflict: {
        latest: () => one(context, may.edit),
        fill: (now) => fillResource(locale, contentLocale(context), now.resource),
        show: (now, form, conflict) => show(context, { ...now, form, conflict }, 409),
      },
    })
  })

  get(paths.resources.archiving, signedIn, async (context) => {
    render(context.res, 'modules/resources/archived', await one(context, may.edit))
  })

  const turn = (
    path: 'archiving' | 'restoring',
    take: (context: OfResource, resource: ResourceInUse) => Promise<void>,
  ) => {
    post(paths.resources[path], signedIn, async (context) => {
      const { place, resource } = await one(context, may.edit)
      // Pressed twice, or by two people: it is so already.
      if ((resource.archivedOn === null) === (path === 'archiving')) await take(context, resource)
      flash(context.res, 'saved')
      context.res.redirect(303, `/${context.locale}${registerOf(place)}`)
    })
  }

  turn('archiving', ({ viewer }, resource) => transact(db, viewer, (tx) => archiveResource(tx, resource, today(now))))
  turn('restoring', ({ viewer }, resource) => transact(db, viewer, (tx) => restoreResource(tx, resource)))

  return router
}

const registerOf = ({ parishSlug }: ParishScope) => paths.resources.list(parishSlug)
const planOf = ({ parishSlug }: ParishScope) => paths.plans.section({ parish: parishSlug, section: 'resources' })
const isForPlan = ({ query, body }: OfParish) => (query['for'] ?? body['for']) === 'plan'
