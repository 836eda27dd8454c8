import { transact } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import { save, saveNew } from '#platform/web/save.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { flash } from '#platform/web/site.ts'
import { choicesForm } from '#modules/visits/visits/schema.ts'
import { may } from '#modules/visits/visits/policy.ts'
import { findTraveller, findVisit, listTravellers } from '#modules/visits/visits/queries.ts'
import { visitStaff } from '#modules/visits/visits/staff-guard.ts'
import { cancelTraveller, addTraveller, updateTraveller } from './commands.ts'
import { fillChoices, readTraveller, i18nScope } from './form.ts'
import type { PlaceQuotas, Traveller, VisitInFull } from '#modules/visits/visits/visit.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/visits/travellers/list': {
      visit: VisitInFull
      travellers: Traveller[]
      /** Parishes whose places the viewer may give. */
      parishes: PlaceQuotas[]
      form: Form
    }
    'modules/visits/travellers/form': {
      visit: VisitInFull
      traveller: Traveller
      form: Form
      mayEnter: boolean
      conflict: FieldDifference[] | null
    }
  }
}

type OfVisit = RouteContext<'visit', Viewer>
type OfTraveller = RouteContext<'visit' | 'traveller', Viewer>

/** Who comes along on a visit: entered, changed and taken off the list by those in charge of their parish. */
export function travellerRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async ({ viewer, params }: OfVisit) => orNotFound(await findVisit(db, viewer, params.visit))

  const show = async ({ res, viewer }: OfVisit, visit: VisitInFull, form: Form, status = 200) => {
    const travellers = await listTravellers(db, viewer, visit)
    const parishes = visit.places.filter((parish) => may.enter(viewer, visit, parish))
    noteRead(res, { kind: 'travellers', placeId: visit.hostId, rows: travellers.length, how: 'page' })
    render(res, 'modules/visits/travellers/list', { visit, travellers, parishes, form }, status)
  }

  get(paths.visits.travellers, visitStaff, async (context) => {
    const visit = await find(context)
    await show(context, visit, blankForm(i18nScope, { locale: context.locale }))
  })

  post(paths.visits.travellers, visitStaff, async (context) => {
    const { viewer, locale, body } = context
    const visit = await find(context)
    orForbidden(visit.places.some((parish) => may.enter(viewer, visit, parish)))
    const reading = readTraveller(locale, body)
    if (!reading.ok) return show(context, visit, reading.form, 422)
    const { input } = reading
    const parish = visit.places.find(({ parishId }) => parishId === input.parishId)
    if (!parish || !may.enter(viewer, visit, parish)) {
      return show(context, visit, withProblems(i18nScope, body, { parishId: { key: 'choose', params: {} } }), 422)
    }
    await saveNew(db, context, {
      make: async (tx) => {
        await addTraveller(tx, visit, input)
        return paths.visits.travellers(visit.slug)
      },
      refused: {
        words: i18nScope,
        rules: { visit_participants_once: ['name', 'duplicate'] },
        show: (form) => show(context, visit, form, 422),
      },
    })
  })

  const one = async (context: OfTraveller) => {
    const visit = await find(context)
    const traveller = orNotFound(await findTraveller(db, context.viewer, visit, context.params.traveller))
    return {
      visit,
      traveller,
      mayEnter: may.enter(context.viewer, visit, traveller) && traveller.state !== 'cancelled',
    }
  }

  get(paths.visits.traveller, visitStaff, async (context) => {
    const page = await one(context)
    const form = fillChoices(context.locale, page.traveller)
    const { participantId: subjectId } = page.traveller
    noteRead(context.res, { kind: 'travellers', subjectId, placeId: page.visit.hostId, rows: 1, how: 'page' })
    render(context.res, 'modules/visits/travellers/form', { ...page, form, conflict: null })
  })

  post(paths.visits.traveller, visitStaff, async (context) => {
    const { res, locale, body } = context
    const page = await one(context)
    orForbidden(page.mayEnter)
    const reading = readForm(i18nScope, choicesForm[locale], body)
    if (!reading.ok)
      return render(res, 'modules/visits/travellers/form', { ...page, form: reading.form, conflict: null }, 422)
    const { version, ...choices } = reading.input
    await save(db, context, {
      change: (tx) =>
        updateTraveller(tx, page.visit, { id: page.traveller.id, version }, choices, page.traveller.locale),
      to: paths.visits.travellers(page.visit.slug),
      conflict: {
        latest: () => one(context),
        fill: ({ traveller }) => fillChoices(locale, traveller),
        show: (current, form, conflict) =>
          render(res, 'modules/visits/travellers/form', { ...current, form, conflict }, 409),
      },
    })
  })

  post(paths.visits.travellerCancellation, visitStaff, async (context) => {
    const { visit, traveller } = await one(context)
    orForbidden(may.enter(context.viewer, visit, traveller))
    // Pressed twice: it is so already.
    if (traveller.state !== 'cancelled')
      await transact(db, context.viewer, (tx) => cancelTraveller(tx, visit, traveller))
    flash(context.res, 'saved')
    context.res.redirect(303, `/${context.locale}${paths.visits.travellers(visit.slug)}`)
  })
}
