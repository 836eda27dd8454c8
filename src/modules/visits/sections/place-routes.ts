import type { Viewer } from '#platform/values/viewer.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import {
  blankForm,
  readRows,
  rowKeys,
  withProblems,
  type FieldDifference,
  type Form,
} from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { chosenParish, mostListed, type ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import { setQuotas } from '#modules/visits/visits/commands.ts'
import { placesRow } from '#modules/visits/visits/schema.ts'
import { may } from '#modules/visits/visits/policy.ts'
import { findVisit } from '#modules/visits/visits/queries.ts'
import { visitStaff } from '#modules/visits/visits/staff-guard.ts'
import { promoteFromWaitingList } from '#modules/visits/travellers/commands.ts'
import { fillQuotas, quotaScope } from '#modules/visits/visits/form.ts'
import type { VisitInFull } from '#modules/visits/visits/visit.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/visits/sections/places': {
      visit: VisitInFull
      form: Form
      /** Parishes of which one more may be given places, where they are too many to stand in the form. */
      choices: ParishChoices
      seeking: Form
      mayEdit: boolean
      conflict: FieldDifference[] | null
    }
  }
}

type OfVisit = RouteContext<'visit', Viewer>
type Shown = { form: Form; conflict?: FieldDifference[] }

/** How many of each parish may come along on a visit. */
export function placeRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const showPlaces = async (context: OfVisit, visit: VisitInFull, { form, conflict }: Shown, status = 200) => {
    const { res, viewer, query, locale } = context
    const typed = query['parish'] ?? ''
    const choices = await listParishChoices(db, locale, [typed])
    const seeking = blankForm(quotaScope, { parish: typed })
    const mayEdit = may.edit(viewer, visit)
    render(
      res,
      'modules/visits/sections/places',
      { visit, form, choices, seeking, mayEdit, conflict: conflict ?? null },
      status,
    )
  }

  get(paths.visits.places, visitStaff, async (context) => {
    const { viewer, params, query, locale } = context
    const typed = query['parish'] ?? ''
    const parish = typed === '' ? undefined : chosenParish(await listParishChoices(db, locale, [typed]), typed, locale)
    const visit = orNotFound(await findVisit(db, viewer, params.visit, parish ? [parish.id] : []))
    await showPlaces(context, visit, { form: fillQuotas(locale, visit) })
  })

  post(paths.visits.places, visitStaff, async (context) => {
    const { viewer, params, locale, body } = context
    const also = rowKeys(body).filter(isUuid).slice(0, mostListed)
    const latest = async () => orNotFound(await findVisit(db, viewer, params.visit, also))
    const visit = await latest()
    orForbidden(may.edit(viewer, visit))
    const rows = visit.places.map(({ parishId }) => parishId).join(' ')
    const reading = readRows(quotaScope, placesRow[locale], { ...body, rows })
    if (!reading.ok) return showPlaces(context, visit, { form: reading.form }, 422)
    const given = reading.input.map(({ key, input }) => ({ parishId: key, places: input.places ?? 0 }))
    const less = given.filter(({ parishId, places }) => places < coming(visit, parishId))
    if (less.length > 0) {
      const problems = less.map(({ parishId }) => [
        `row.${parishId}.places`,
        { key: 'taken', params: { count: coming(visit, parishId) } },
      ])
      const form = withProblems(quotaScope, body, Object.fromEntries(problems) as Form['problems'])
      return showPlaces(context, visit, { form }, 422)
    }
    await save(db, context, {
      change: async (tx) => {
        await setQuotas(tx, visit, Number(body['version']) || 0, given)
        for (const { parishId } of given) await promoteFromWaitingList(tx, visit, parishId)
      },
      to: paths.visits.overview(visit.slug),
      quicker: /^visit_places_taken$/,
      conflict: {
        latest,
        fill: (current) => fillQuotas(locale, current),
        show: (current, form, conflict) => showPlaces(context, current, { form, conflict }, 409),
      },
    })
  })
}

const coming = ({ places }: VisitInFull, parishId: string) =>
  places.find((each) => each.parishId === parishId)?.coming ?? 0
