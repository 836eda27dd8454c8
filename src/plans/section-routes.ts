import { allTogether } from '#db/together.ts'
import { noAutosave, formSubject, type AutosaveState } from '#drafts/draft.ts'
import { findAutosaveState } from '#drafts/queries.ts'
import { findRemovingRevision } from '#drafts/save-queries.ts'
import type { Locale } from '#lib/locale.ts'
import { paths } from '#paths/paths.ts'
import { listResourceChoices } from '#resources/queries.ts'
import type { Services } from '#services/services.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import { rowKeys, withProblems } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { pastedColumns, financeSums, type FinanceSums } from './finance-form.ts'
import { isSection } from './plan.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { removedRows } from './merging.ts'
import { formOf, scopeOf, withRowOf } from './section-form.ts'
import { findSection, listPlanned } from './section-queries.ts'
import { sectionSaving, type SectionContext, type SectionRequest, type ShownSection } from './section-save-routes.ts'
import type { RowSection } from './sections.ts'
import { importRoutes } from './sheet-routes.ts'
import { contentLocale } from '#web/writing.ts'
import { findRemarks } from './standing-queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/section': SectionPage
  }
}

interface SectionPage extends SectionContext, Required<Omit<ShownSection, 'drafting'>> {
  drafting: AutosaveState | null
  keys: string[]
  writing: Locale
  mayEdit: boolean
  columns: readonly string[]
  sums: FinanceSums | null
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
      sheet: null,
      writing: contentLocale(context),
      mayEdit,
      columns: pastedColumns,
      sums: place.section === 'finance' ? financeSums(shown.form) : null,
    }
    const kept = mayEdit ? (shown.drafting ?? noAutosave(subjectOf(place))) : null
    const keys = rowKeys(shown.form.values)
    render(context.res, 'plans/section', { ...page, ...place, ...shown, drafting: kept, keys }, status)
  }

  const open = async (context: SectionRequest) => {
    const place = await placeOf(context)
    const stored = formOf(place.section, place.rows, context.locale, contentLocale(context))
    const version = place.saved?.version ?? 0
    if (!may.edit(context.viewer, place.plan)) return show(context, place, { form: stored, version, conflict: null })
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

const subjectOf = ({ plan, section, initiative }: SectionContext) =>
  formSubject('plan', plan.id, section, ...(initiative ? [initiative.id] : []))

// The financial plan is kept per initiative, every other section once for the parish.
function rowSection(section: string, initiative: string | undefined): RowSection {
  if (!isSection(section) || section === 'initiatives') throw new NotFound()
  if ((section === 'finance') !== (initiative !== undefined)) throw new NotFound()
  return section
}
