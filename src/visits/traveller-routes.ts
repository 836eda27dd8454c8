import { transact } from '#db/act.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, read, withProblems, type Difference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import type { Asked, routes } from '#web/routes.ts'
import { save, saveNew } from '#web/save.ts'
import { noticed } from '#web/site.ts'
import { choicesForm } from './forms.ts'
import { may } from './policy.ts'
import { findTraveller, findVisit, listTravellers } from './queries.ts'
import { staff } from './staff-routes.ts'
import { cancelTraveller, enter, reviseTraveller } from './traveller-commands.ts'
import { fillChoices, readTraveller, words } from './traveller-form.ts'
import type { Places, Traveller, VisitInFull } from './visit.ts'

declare module '#web/render.ts' {
  interface Views {
    'visits/travellers': {
      visit: VisitInFull
      travellers: Traveller[]
      /** Parishes whose places the viewer may give. */
      parishes: Places[]
      form: Form
    }
    'visits/traveller': {
      visit: VisitInFull
      traveller: Traveller
      form: Form
      mayEnter: boolean
      conflict: Difference[] | null
    }
  }
}

type OfVisit = Asked<'visit', Viewer>
type OfTraveller = Asked<'visit' | 'traveller', Viewer>

/** Who comes along on a visit: entered, changed and taken off the list by those in charge of their parish. */
export function travellerRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async ({ viewer, params }: OfVisit) => found(await findVisit(db, viewer, params.visit))

  const show = async ({ res, viewer }: OfVisit, visit: VisitInFull, form: Form, status = 200) => {
    const travellers = await listTravellers(db, viewer, visit)
    const parishes = visit.places.filter((parish) => may.enter(viewer, visit, parish))
    render(res, 'visits/travellers', { visit, travellers, parishes, form }, status)
  }

  get(paths.visits.travellers, staff, async (asked) => {
    const visit = await find(asked)
    await show(asked, visit, blank(words, { locale: asked.locale }))
  })

  post(paths.visits.travellers, staff, async (asked) => {
    const { viewer, locale, body } = asked
    const visit = await find(asked)
    ensure(visit.places.some((parish) => may.enter(viewer, visit, parish)))
    const reading = readTraveller(locale, body)
    if (!reading.ok) return show(asked, visit, reading.form, 422)
    const { input } = reading
    const parish = visit.places.find(({ parishId }) => parishId === input.parishId)
    if (!parish || !may.enter(viewer, visit, parish)) {
      return show(asked, visit, withProblems(words, body, { parishId: { key: 'choose', params: {} } }), 422)
    }
    await saveNew(db, asked, {
      make: async (tx) => {
        await enter(tx, visit, input)
        return paths.visits.travellers(visit.slug)
      },
      refused: {
        words,
        rules: { visit_participants_once: ['name', 'duplicate'] },
        show: (form) => show(asked, visit, form, 422),
      },
    })
  })

  const one = async (asked: OfTraveller) => {
    const visit = await find(asked)
    const traveller = found(await findTraveller(db, asked.viewer, visit, asked.params.traveller))
    return { visit, traveller, mayEnter: may.enter(asked.viewer, visit, traveller) && traveller.state !== 'cancelled' }
  }

  get(paths.visits.traveller, staff, async (asked) => {
    const page = await one(asked)
    const form = fillChoices(asked.locale, page.traveller)
    render(asked.res, 'visits/traveller', { ...page, form, conflict: null })
  })

  post(paths.visits.traveller, staff, async (asked) => {
    const { res, locale, body } = asked
    const page = await one(asked)
    ensure(page.mayEnter)
    const reading = read(words, choicesForm[locale], body)
    if (!reading.ok) return render(res, 'visits/traveller', { ...page, form: reading.form, conflict: null }, 422)
    const { version, ...choices } = reading.input
    await save(db, asked, {
      change: (tx) => reviseTraveller(tx, page.visit, { id: page.traveller.id, version }, choices),
      to: paths.visits.travellers(page.visit.slug),
      conflict: {
        latest: () => one(asked),
        fill: ({ traveller }) => fillChoices(locale, traveller),
        show: (current, form, conflict) => render(res, 'visits/traveller', { ...current, form, conflict }, 409),
      },
    })
  })

  post(paths.visits.travellerCancellation, staff, async (asked) => {
    const { visit, traveller } = await one(asked)
    ensure(may.enter(asked.viewer, visit, traveller))
    // Pressed twice: it is so already.
    if (traveller.state !== 'cancelled') await transact(db, asked.viewer, (tx) => cancelTraveller(tx, visit, traveller))
    noticed(asked.res, 'saved')
    asked.res.redirect(303, `/${asked.locale}${paths.visits.travellers(visit.slug)}`)
  })
}
