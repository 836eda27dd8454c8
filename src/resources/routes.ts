import { transact } from '#db/act.ts'
import { today } from '#lib/day.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import type { Difference, Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn, type Asked } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { noticed } from '#web/site.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { bringBack, enter, markGone, revise } from './commands.ts'
import { may } from './policy.ts'
import { findPlace, findResource, listResources } from './queries.ts'
import { fillResource, newResource, readResource } from './resource-form.ts'
import { categories, type Category, type Place, type ResourceInUse } from './resource.ts'

declare module '#web/render.ts' {
  interface Views {
    'resources/list': {
      place: Place
      resources: ResourceInUse[]
      categories: typeof categories
      category: Category | null
      gone: boolean
      mayEdit: boolean
    }
    'resources/form': FormPage
    'resources/gone': { place: Place; resource: ResourceInUse }
  }
}

interface FormPage {
  place: Place
  /** Null for a new one. */
  resource: ResourceInUse | null
  form: Form
  writing: Locale
  categories: typeof categories
  mayEdit: boolean
  conflict: Difference[] | null
  /** Whether to go back to the plan once it is saved. */
  forPlan: boolean
}

type OfParish = Asked<'parish', Viewer>
type OfResource = Asked<'parish' | 'resource', Viewer>

/** The register of what a parish has. */
export function resourceRoutes({ db, now }: Services) {
  const { router, get, post } = routes()

  const placeOf = async ({ viewer, params }: OfParish, allowed: typeof may.edit = may.view): Promise<Place> => {
    const place = found(await findPlace(db, params.parish))
    if (!may.view(viewer, place)) throw new NotFound()
    ensure(allowed(viewer, place))
    return place
  }

  const one = async (asked: OfResource, allowed = may.view) => {
    const place = await placeOf(asked, allowed)
    return { place, resource: found(await findResource(db, place.parishId, asked.params.resource)) }
  }

  const show = (asked: OfParish, page: Pick<FormPage, 'place' | 'form'> & Partial<FormPage>, status = 200) => {
    const rights = { mayEdit: may.edit(asked.viewer, page.place), forPlan: isForPlan(asked) }
    const rest = { resource: null, writing: writingIn(asked), categories, conflict: null }
    render(asked.res, 'resources/form', { ...rest, ...rights, ...page }, status)
  }

  get(paths.resources.list, signedIn, async (asked) => {
    const { res, viewer, query } = asked
    const place = await placeOf(asked)
    const category = categories.find((each) => each === query['category']) ?? null
    const gone = query['state'] === 'gone'
    const resources = await listResources(db, place.parishId, { category: category ?? undefined, gone })
    render(res, 'resources/list', { place, resources, categories, category, gone, mayEdit: may.edit(viewer, place) })
  })

  get(paths.resources.add, signedIn, async (asked) => {
    const place = await placeOf(asked, may.edit)
    const category = categories.find((each) => each === asked.query['category'])
    show(asked, { place, form: newResource(category && { category }) })
  })

  post(paths.resources.add, signedIn, async (asked) => {
    const { locale, body } = asked
    const place = await placeOf(asked, may.edit)
    const reading = readResource(locale, writingIn(asked), body, null)
    if (!reading.ok) return show(asked, { place, form: reading.form }, 422)
    await saveNew(db, asked, {
      make: async (tx) => {
        const { id } = await enter(tx, place.parishId, reading.facts)
        return isForPlan(asked) ? `${planOf(place)}?resource=${id}` : registerOf(place)
      },
    })
  })

  get(paths.resources.resource, signedIn, async (asked) => {
    const { place, resource } = await one(asked)
    show(asked, { place, resource, form: fillResource(asked.locale, writingIn(asked), resource) })
  })

  post(paths.resources.resource, signedIn, async (asked) => {
    const { locale, body } = asked
    const { place, resource } = await one(asked, may.edit)
    const seen = { id: resource.id, version: Number(body['version']) || 0 }
    const reading = readResource(locale, writingIn(asked), body, resource)
    if (!reading.ok) return show(asked, { place, resource, form: reading.form }, 422)
    const going = body['then'] === undefined ? '' : `/${resource.id}?in=${goingOnIn(asked)}`
    await save(db, asked, {
      change: (tx) => revise(tx, seen, reading.facts),
      to: `${registerOf(place)}${going}`,
      conflict: {
        latest: () => one(asked, may.edit),
        fill: (now) => fillResource(locale, writingIn(asked), now.resource),
        show: (now, form, conflict) => show(asked, { ...now, form, conflict }, 409),
      },
    })
  })

  get(paths.resources.gone, signedIn, async (asked) => {
    render(asked.res, 'resources/gone', await one(asked, may.edit))
  })

  const turn = (path: 'gone' | 'back', take: (asked: OfResource, resource: ResourceInUse) => Promise<void>) => {
    post(paths.resources[path], signedIn, async (asked) => {
      const { place, resource } = await one(asked, may.edit)
      // Pressed twice, or by two people: it is so already.
      if ((resource.goneOn === null) === (path === 'gone')) await take(asked, resource)
      noticed(asked.res, 'saved')
      asked.res.redirect(303, `/${asked.locale}${registerOf(place)}`)
    })
  }

  turn('gone', ({ viewer }, resource) => transact(db, viewer, (tx) => markGone(tx, resource, today(now))))
  turn('back', ({ viewer }, resource) => transact(db, viewer, (tx) => bringBack(tx, resource)))

  return router
}

const registerOf = ({ parishSlug }: Place) => paths.resources.list(parishSlug)
const planOf = ({ parishSlug }: Place) => paths.plans.section({ parish: parishSlug, section: 'resources' })
const isForPlan = ({ query, body }: OfParish) => (query['for'] ?? body['for']) === 'plan'
