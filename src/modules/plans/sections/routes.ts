import { allTogether } from '#platform/db/batch-queries.ts'
import { noAutosave, formSubject, type AutosaveState } from '#modules/autosave/autosave.ts'
import { findAutosaveState } from '#modules/autosave/queries.ts'
import { findRemovingRevision } from '#modules/autosave/revision-queries.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { listResourceChoices } from '#modules/resources/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { rowKeys, withProblems } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { financeSums, financeSumsAsTyped } from './finance-form.ts'
import { pastedColumns } from '#modules/plans/imports/pasted-rows.ts'
import type { FinanceLine } from '#modules/plans/plan/initiative-content.ts'
import { isSection } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import { findPlan } from '#modules/plans/plan/queries.ts'
import { removedRows } from './merge-rows.ts'
import { formOf, scopeOf, withRowOf } from './form.ts'
import { findSection, listPlanned } from '#modules/plans/plan/section-queries.ts'
import { sectionSaving, type SectionContext, type SectionRequest, type ShownSection } from './save-routes.ts'
import type { RowSection } from '#modules/plans/plan/section-tables.ts'
import { importRoutes } from './import-routes.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { findRemarks } from '#modules/plans/plan/review-queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/plans/sections/section': SectionPage
  }
}

interface SectionPage extends SectionContext, Required<Omit<ShownSection, 'drafting' | 'sums'>> {
  drafting: AutosaveState | null
  keys: string[]
  writing: Locale
  mayEdit: boolean
  columns: readonly string[]
  sums: ShownSection['sums'] | null
}

/** Pages of the sections that are a list of rows in one form. */
export function sectionRoutes(services: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const { db } = services
  const placeOf = async ({ viewer, params }: SectionRequest): Promise<SectionContext> => {
    const slug = 'initiative' in params ? params.initiative : undefined
    const section = rowSection(params.section, slug)
    const plan = orNotFound(await findPlan(db, params.parish))
    if (!may.view(viewer, plan)) throw new NotFound()
    const planned = () => listPlanned(db, plan.parishId)
    const known = slug === undefined ? null : await planned()
    const initiative = known && orNotFound(known.find((each) => each.slug === slug))
    const about = initiative?.id ?? null
    const { stored, ...beside } = await allTogether(db, {
      initiatives: async () => known ?? (await planned()),
      resources: async () => (section === 'resources' ? await listResourceChoices(db, plan.parishId) : []),
      stored: () => findSection(db, section, plan, about),
      remarks: () => findRemarks(db, plan, section, about),
    })
    return { plan, section, initiative, ...stored, ...beside }
  }

  const show = (context: SectionRequest, place: SectionContext, shown: ShownSection, status = 200) => {
    const mayEdit = may.edit(context.viewer, place.plan)
    const page = {
      removal: null,
      imported: null,
      pasted: null,
      writing: contentLocale(context),
      mayEdit,
      columns: pastedColumns,
      sums: place.section === 'finance' ? (shown.sums ?? financeSumsAsTyped(shown.form)) : null,
    }
    const kept = mayEdit ? (shown.drafting ?? noAutosave(subjectOf(place))) : null
    const keys = rowKeys(shown.form.values)
    render(context.res, 'modules/plans/sections/section', { ...page, ...place, ...shown, drafting: kept, keys }, status)
  }

  const open = async (context: SectionRequest) => {
    const place = await placeOf(context)
    const stored = formOf(place.section, place.rows, context.locale, contentLocale(context))
    const version = place.saved?.version ?? 0
    const unchanged = sumsAsStored(place)
    const asStored = { form: stored, version, conflict: null, ...unchanged }
    if (!may.edit(context.viewer, place.plan)) return show(context, place, asStored)
    const { kept, removal } = await allTogether(db, {
      kept: () => findAutosaveState(db, context.viewer, subjectOf(place), context.query['draft']),
      removal: () => removalIn(place),
    })
    const { fields } = kept.restored ?? {}
    const entered = place.resources.find(({ id }) => id === context.query['resource'])
    const values = fields ?? (entered ? withRowOf(stored.values, 'resourceId', entered.id) : stored.values)
    const page = {
      form: withProblems(scopeOf(place.section), values, {}),
      version: fields ? Number(fields['version']) || 0 : version,
      conflict: null,
      drafting: kept,
      ...(fields ? {} : unchanged),
    }
    show(context, place, { ...page, removal })
  }

  const removalIn = async ({ saved, rows }: SectionContext) => {
    const removal = saved && (await findRemovingRevision(db, saved.id))
    const gone = removal ? removedRows(removal, rows).length : 0
    return removal && gone > 0 ? { version: removal.version, rows: gone, at: removal.savedAt } : null
  }

  const send = sectionSaving(db, placeOf, show)

  importRoutes(services, { get, post }, placeOf, show)
  get(paths.plans.section, signedIn, open)
  get(paths.plans.sectionOfInitiative, signedIn, open)
  post(paths.plans.section, signedIn, send)
  post(paths.plans.sectionOfInitiative, signedIn, send)
}

const sumsAsStored = ({ section, rows }: SectionContext): Pick<ShownSection, 'sums'> =>
  section === 'finance' ? { sums: financeSums(rows as unknown as FinanceLine[]) } : {}

const subjectOf = ({ plan, section, initiative }: SectionContext) =>
  formSubject('plan', plan.id, section, ...(initiative ? [initiative.id] : []))

// The financial plan is kept per initiative, every other section once for the parish.
function rowSection(section: string, initiative: string | undefined): RowSection {
  if (!isSection(section) || section === 'initiatives') throw new NotFound()
  if ((section === 'finance') !== (initiative !== undefined)) throw new NotFound()
  return section
}
