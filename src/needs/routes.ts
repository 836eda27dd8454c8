import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import { findPlace } from '#resources/queries.ts'
import type { Place } from '#resources/resource.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { blank, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { routes, signedIn, type Asked } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { answeringRoutes } from './answering-routes.ts'
import { note, revise } from './commands.ts'
import { fillNeed, newNeed, readNeed } from './need-form.ts'
import { isUnanswered, type Choice, type NeedWithAnswers, type Source } from './need.ts'
import { may } from './policy.ts'
import { findNeed, findSource, listChoices, listNeeds } from './queries.ts'
import { swotRoutes } from './swot-routes.ts'

const filters = ['unanswered', 'planned', 'addressed', 'dropped'] as const
type Filter = (typeof filters)[number]

declare module '#web/render.ts' {
  interface Views {
    'needs/list': {
      place: Place
      needs: NeedWithAnswers[]
      counts: Record<Filter | 'all', number>
      show: Filter | null
      mayEdit: boolean
    }
    'needs/form': { place: Place; source: Source | null; form: Form; writing: Locale }
    'needs/show': NeedPage
  }
}

interface NeedPage {
  place: Place
  need: NeedWithAnswers
  source: Source | null
  form: Form
  writing: Locale
  mayEdit: boolean
  conflict: Difference[] | null
  /** What it can be answered by, and the form that says so. */
  choices: Choice[]
  answering: Form
}

type OfParish = Asked<'parish', Viewer>
type OfNeed = Asked<'parish' | 'need', Viewer>

const kept = (filter: Filter | null) => (need: NeedWithAnswers) =>
  filter === null ? need.state !== 'dropped' : filter === 'unanswered' ? isUnanswered(need) : need.state === filter

/** What a parish lacks, what answers it, and what its meetings ranked. */
export function needRoutes(services: Services) {
  const { db } = services
  const { router, get, post } = routes()

  const placeOf = async ({ viewer, params }: OfParish, allowed: typeof may.edit = may.view): Promise<Place> => {
    const place = found(await findPlace(db, params.parish))
    if (!may.view(viewer, place)) throw new NotFound()
    ensure(allowed(viewer, place))
    return place
  }

  const one = async (asked: OfNeed, allowed = may.view) => {
    const place = await placeOf(asked, allowed)
    return { place, need: found(await findNeed(db, place.parishId, asked.params.need)) }
  }

  get(paths.needs.list, signedIn, async (asked) => {
    const { res, viewer, query } = asked
    const place = await placeOf(asked)
    const show = filters.find((each) => each === query['show']) ?? null
    const needs = await listNeeds(db, place.parishId)
    const count = (filter: Filter | null) => needs.filter(kept(filter)).length
    const counts = { all: count(null), ...Object.fromEntries(filters.map((each) => [each, count(each)])) } as Record<
      Filter | 'all',
      number
    >
    render(res, 'needs/list', {
      place,
      needs: needs.filter(kept(show)),
      counts,
      show,
      mayEdit: may.edit(viewer, place),
    })
  })

  const source = async ({ parishId }: Place, id: unknown) =>
    (await findSource(db, parishId, typeof id === 'string' ? id : null)) ?? null

  get(paths.needs.add, signedIn, async (asked) => {
    const place = await placeOf(asked, may.edit)
    const from = await source(place, asked.query['answer'])
    const writing = writingIn(asked)
    render(asked.res, 'needs/form', { place, source: from, form: newNeed(from, writing), writing })
  })

  post(paths.needs.add, signedIn, async (asked) => {
    const { res, locale, body } = asked
    const place = await placeOf(asked, may.edit)
    const from = await source(place, body['answer'])
    const writing = writingIn(asked)
    const reading = readNeed(locale, writing, body, null)
    if (!reading.ok) return render(res, 'needs/form', { place, source: from, form: reading.form, writing }, 422)
    await saveNew(db, asked, {
      make: async (tx) => {
        const { id } = await note(tx, place.parishId, from?.id ?? null, reading.facts)
        return paths.needs.need({ parish: place.parishSlug, need: id })
      },
    })
  })

  const show = async (asked: OfNeed, page: Pick<NeedPage, 'place' | 'need'> & Partial<NeedPage>, status = 200) => {
    const { place, need } = page
    const mayEdit = may.edit(asked.viewer, place)
    const writing = writingIn(asked)
    const rest = {
      source: need.sourceAnswerId === null ? null : await source(place, need.sourceAnswerId),
      choices: mayEdit ? await listChoices(db, place.parishId) : [],
      form: fillNeed(asked.locale, writing, need),
      answering: blank('needs:answering'),
      conflict: null,
    }
    render(asked.res, 'needs/show', { ...rest, mayEdit, writing, ...page }, status)
  }

  get(paths.needs.need, signedIn, async (asked) => show(asked, await one(asked)))

  post(paths.needs.need, signedIn, async (asked) => {
    const { locale, body } = asked
    const { place, need } = await one(asked, may.edit)
    const reading = readNeed(locale, writingIn(asked), body, need)
    if (!reading.ok) return show(asked, { place, need, form: reading.form }, 422)
    const seen = { id: need.id, version: Number(body['version']) || 0 }
    await save(db, asked, {
      change: (tx) => revise(tx, seen, reading.facts),
      to: `${paths.needs.need({ parish: place.parishSlug, need: need.id })}?in=${goingOnIn(asked)}`,
      conflict: {
        latest: () => one(asked, may.edit),
        fill: (now) => fillNeed(locale, writingIn(asked), now.need),
        show: (now, form, conflict) => show(asked, { ...now, form, conflict }, 409),
      },
    })
  })

  answeringRoutes(services, { get, post, one, show })
  swotRoutes(services, { get, post })
  return router
}
