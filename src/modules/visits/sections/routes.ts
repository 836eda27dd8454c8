import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { isUuid } from '#platform/forms/fields.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
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
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { chosenAmong, mostListed, type ParishChoices } from '#modules/places/parish-choice.ts'
import { listParishChoices } from '#modules/places/queries.ts'
import { setQuotas, saveSection } from '#modules/visits/visits/commands.ts'
import { placesRow } from '#modules/visits/visits/schema.ts'
import { isVisitSection } from '#modules/visits/visits/sections.ts'
import { may } from '#modules/visits/visits/policy.ts'
import { findVisit } from '#modules/visits/visits/queries.ts'
import { visitStaff } from '#modules/visits/visits/staff-guard.ts'
import { promoteFromWaitingList } from '#modules/visits/travellers/commands.ts'
import { fillParts, fillQuotas, sectionScope, quotaScope, readParts, withPart } from '#modules/visits/visits/form.ts'
import type { PartSection, VisitInFull } from '#modules/visits/visits/visit.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/visits/sections/section': {
      visit: VisitInFull
      section: PartSection
      form: Form
      keys: string[]
      writing: Locale
      mayEdit: boolean
      conflict: FieldDifference[] | null
    }
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
type OfSection = RouteContext<'visit' | 'section', Viewer>
type Shown = { form: Form; conflict?: FieldDifference[] }

/** The itinerary, the way and the nights of a visit, and how many of each parish may come. */
export function sectionRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async ({ viewer, params }: OfVisit) => orNotFound(await findVisit(db, viewer, params.visit))

  const sectionOf = async (context: OfSection) => {
    const { section } = context.params
    if (!isVisitSection(section)) throw new NotFound()
    return { section, visit: await find(context) }
  }

  const show = (
    context: OfSection,
    visit: VisitInFull,
    section: PartSection,
    { form, conflict }: Shown,
    status = 200,
  ) => {
    const page = { visit, section, form, keys: rowKeys(form.values), writing: contentLocale(context) }
    const mayEdit = may.edit(context.viewer, visit)
    render(context.res, 'modules/visits/sections/section', { ...page, mayEdit, conflict: conflict ?? null }, status)
  }

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
    const parish = typed === '' ? undefined : chosenAmong(await listParishChoices(db, locale, [typed]), typed, locale)
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

  get(paths.visits.section, visitStaff, async (context) => {
    const { visit, section } = await sectionOf(context)
    show(context, visit, section, { form: fillParts(context.locale, contentLocale(context), visit, section) })
  })

  post(paths.visits.section, visitStaff, async (context) => {
    const { viewer, locale, body } = context
    const { visit, section } = await sectionOf(context)
    orForbidden(may.edit(viewer, visit))
    if (body['do'] === 'add') return show(context, visit, section, { form: withPart(section, body) })
    const writing = contentLocale(context)
    const reading = readParts(locale, writing, section, body, visit)
    if (!reading.ok) return show(context, visit, section, { form: reading.form }, 422)
    const version = Number(body['version']) || 0
    const on = body['then'] === undefined ? '' : `/${section}?in=${nextContentLocale(context)}`
    await save(db, context, {
      change: (tx) => saveSection(tx, visit, section, { version, ...reading.input }),
      to: `${paths.visits.overview(visit.slug)}${on}`,
      refused: {
        words: sectionScope(section),
        rules: (rule) => (rule === 'visits_hold_their_days' ? outside(body, reading.input.rows, visit) : null),
        show: (form) => show(context, visit, section, { form }, 422),
      },
      conflict: {
        latest: () => find(context),
        fill: (current) => fillParts(locale, writing, current, section),
        show: (current, form, conflict) => show(context, current, section, { form, conflict }, 409),
      },
    })
  })
}

const coming = ({ places }: VisitInFull, parishId: string) =>
  places.find((each) => each.parishId === parishId)?.coming ?? 0

type Rows = readonly { onDay: string }[]

// The rows as they were read stand in the order of the form's keys.
function outside(body: Form['values'], rows: Rows, { fromDay, toDay }: VisitInFull): Form['problems'] {
  const keys = rowKeys(body).filter((key) => body[`row.${key}.remove`] !== 'yes' && body[`row.${key}.onDay`])
  const wrong = keys.filter((_, at) => {
    const day = rows[at]?.onDay ?? fromDay
    return day < fromDay || day > toDay
  })
  return Object.fromEntries(wrong.map((key) => [`row.${key}.onDay`, { key: 'outside', params: {} }]))
}
