import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import type { Workbook } from '#platform/spreadsheets/workbook.ts'
import { VersionConflict } from '#platform/db/transact.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { perMinute } from '#platform/limits/rate-limits.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { sendWorkbook } from '#platform/web/send-spreadsheet.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import type { FinanceLine, PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { financeWorkbook } from '#modules/plans/imports/finance-spreadsheet.ts'
import { vocabulary } from '#modules/plans/imports/vocabulary.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { formOf, readSection, scopeOf } from './form.ts'
import { listPlanned, listRows } from '#modules/plans/plan/section-queries.ts'
import type { SectionContext, SectionRequest, ShownSection } from './save-routes.ts'
import { importModes, withImportedRows, type ImportMode } from '#modules/plans/imports/form.ts'
import { readBroughtSheet } from './import-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/sections/import': {
      plan: Plan
      initiative: PlannedInitiative
      form: Form
      mayEdit: boolean
      lines: number
    }
  }
}

const scope = 'spreadsheets:import'

type PlaceOf = (context: SectionRequest) => Promise<SectionContext>
type Show = (context: SectionRequest, place: SectionContext, shown: ShownSection) => void

/** The financial plan as a spreadsheet: out of the portal, and its rows into the section's form to be looked at and saved. */
export function importRoutes(
  { db, store }: Services,
  { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>,
  placeOf: PlaceOf,
  show: Show,
) {
  const allow = perMinute(30)
  const importOf = (context: RouteContext<'parish' | 'initiative', Viewer>) =>
    placeOf({ ...context, params: { ...context.params, section: 'finance' } })

  const send = async (context: RouteContext<'parish', Viewer>, book: Workbook, name: string, kind: 'xlsx' | 'csv') => {
    await allow(context.viewer.id)
    await sendWorkbook(context.res, context.locale, book, name, kind)
  }

  for (const kind of ['xlsx', 'csv'] as const) {
    get(kind === 'xlsx' ? paths.plans.financeXlsx : paths.plans.financeCsv, signedIn, async (context) => {
      const { locale, params, viewer } = context
      const plan = orNotFound(await findPlan(db, params['parish']))
      if (!may.view(viewer, plan)) throw new NotFound()
      const initiatives = await listPlanned(db, plan.parishId)
      const lines = (await listRows(db, 'finance', plan.parishId, null)) as unknown as FinanceLine[]
      const inOrder = initiatives.flatMap(({ id }) => lines.filter(({ initiativeId }) => initiativeId === id))
      const book = financeWorkbook(locale, locale, params['parish'], initiatives, inOrder)
      await send(context, book, `${params['parish']}-finance`, kind)
    })

    get(kind === 'xlsx' ? paths.plans.linesXlsx : paths.plans.linesCsv, signedIn, async (context) => {
      const { initiatives, initiative, rows } = await importOf(context)
      const { slug } = orNotFound(initiative)
      const lines = rows as unknown as FinanceLine[]
      const book = financeWorkbook(context.locale, contentLocale(context), slug, initiatives, lines)
      await send(context, book, `${slug}-finance`, kind)
    })
  }

  const showImport = (
    context: RouteContext<'parish' | 'initiative', Viewer>,
    place: SectionContext,
    form: Form,
    status = 200,
  ) => {
    const mayEdit = may.edit(context.viewer, place.plan)
    const page = { plan: place.plan, initiative: orNotFound(place.initiative), form, mayEdit, lines: place.rows.length }
    render(context.res, 'modules/plans/sections/import', page, status)
  }

  get(paths.plans.linesImport, signedIn, async (context) => {
    const place = await importOf(context)
    showImport(context, place, blankForm(scope, { mode: 'replace' }))
  })

  post(paths.plans.linesImport, signedIn, async (context) => {
    const place = await importOf(context)
    orForbidden(may.write(context.viewer, place.plan))
    if (!may.edit(context.viewer, place.plan)) throw new VersionConflict('the plan is no longer open')
    await allow(context.viewer.id)
    const read = await readImport(context, place)
    if ('problem' in read) {
      const mode = String(context.body['mode'] ?? 'replace')
      return showImport(context, place, withProblems(scope, { mode }, { spreadsheet: read.problem }), 422)
    }
    const { values, problems, ...imported } = read
    const reading = readSection(place, context.locale, values)
    const all = { ...(reading.ok ? {} : reading.problems), ...problems }
    const form = withProblems(scopeOf('finance'), values, all)
    show(context as never, place, { form, version: place.saved?.version ?? 0, conflict: null, imported })
  })

  const readImport = async (
    { viewer, body, locale, query }: RouteContext<'parish' | 'initiative', Viewer>,
    place: SectionContext,
  ) => {
    const sheet = await readBroughtSheet({ db, store }, viewer, body)
    if ('problem' in sheet) return sheet
    const saved = formOf('finance', place.rows, locale, contentLocale({ query, body, locale })).values
    const mode: ImportMode = importModes.find((each) => each === body['mode']) ?? 'replace'
    const slug = place.initiative?.slug ?? ''
    const imported = withImportedRows(sheet.found, vocabulary, { saved, slug, locale, mode })
    return { ...imported, notices: [...sheet.notices, ...imported.notices] }
  }
}
