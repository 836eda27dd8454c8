import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { rowKeys, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import type { RouteContext, routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { saveSection } from '#modules/visits/visits/commands.ts'
import { isVisitSection } from '#modules/visits/visits/sections.ts'
import { may } from '#modules/visits/visits/policy.ts'
import { findVisit } from '#modules/visits/visits/queries.ts'
import { visitStaff } from '#modules/visits/visits/staff-guard.ts'
import { fillSectionRows, sectionScope, readSectionRows, withSectionRow } from '#modules/visits/visits/form.ts'
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
  }
}

type OfVisit = RouteContext<'visit', Viewer>
type OfSection = RouteContext<'visit' | 'section', Viewer>
type Shown = { form: Form; conflict?: FieldDifference[] }

/** The itinerary, the way and the nights of a visit. */
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

  get(paths.visits.section, visitStaff, async (context) => {
    const { visit, section } = await sectionOf(context)
    show(context, visit, section, { form: fillSectionRows(context.locale, contentLocale(context), visit, section) })
  })

  post(paths.visits.section, visitStaff, async (context) => {
    const { viewer, locale, body } = context
    const { visit, section } = await sectionOf(context)
    orForbidden(may.edit(viewer, visit))
    if (body['do'] === 'add') return show(context, visit, section, { form: withSectionRow(section, body) })
    const writing = contentLocale(context)
    const reading = readSectionRows(locale, writing, section, body, visit)
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
        fill: (current) => fillSectionRows(locale, writing, current, section),
        show: (current, form, conflict) => show(context, current, section, { form, conflict }, 409),
      },
    })
  })
}

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
