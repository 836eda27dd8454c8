import type { Db } from '#db/db.ts'
import { findRemoval } from '#drafts/save-queries.ts'
import type { Locale } from '#lib/locale.ts'
import { listChoices } from '#resources/queries.ts'
import { found, NotFound } from '#web/errors.ts'
import { rowKeys } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { pastedColumns, sumsOf, type Sums } from './finance-form.ts'
import { isSection } from './plan.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { goneOf } from './merging.ts'
import { formOf, withRowOf } from './section-form.ts'
import { listPlanned, listRows, listSectionStates } from './section-queries.ts'
import { sectionSaving, type Place, type SectionAsked, type Shown } from './section-save-routes.ts'
import type { RowSection } from './sections.ts'
import { writingIn } from '#web/writing.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/section': SectionPage
  }
}

interface SectionPage extends Place, Required<Shown> {
  keys: string[]
  writing: Locale
  mayEdit: boolean
  columns: readonly string[]
  sums: Sums | null
}

/** Pages of the sections that are a list of rows in one form. */
export function sectionRoutes(db: Db, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const placeOf = async ({ viewer, params }: SectionAsked): Promise<Place> => {
    const slug = 'initiative' in params ? params.initiative : undefined
    const section = rowSection(params.section, slug)
    const plan = found(await findPlan(db, params.parish))
    if (!may.view(viewer, plan)) throw new NotFound()
    const initiatives = await listPlanned(db, plan.parishId)
    const initiative = slug === undefined ? null : found(initiatives.find((each) => each.slug === slug))
    const about = initiative?.id ?? null
    const states = await listSectionStates(db, plan.id)
    const saved = states.find((state) => state.section === section && state.initiativeId === about) ?? null
    const resources = section === 'resources' ? await listChoices(db, plan.parishId) : []
    const rows = await listRows(db, section, plan.parishId, about)
    return { plan, section, initiatives, initiative, saved, rows, resources }
  }

  const show = (asked: SectionAsked, place: Place, shown: Shown, status = 200) => {
    const sums = place.section === 'finance' ? sumsOf(shown.form) : null
    const page = {
      removal: null,
      writing: writingIn(asked),
      mayEdit: may.edit(asked.viewer, place.plan),
      columns: pastedColumns,
      sums,
    }
    render(asked.res, 'plans/section', { ...page, ...place, ...shown, keys: rowKeys(shown.form.values) }, status)
  }

  const open = async (asked: SectionAsked) => {
    const place = await placeOf(asked)
    const form = formOf(place.section, place.rows, asked.locale, writingIn(asked))
    const removal = may.edit(asked.viewer, place.plan) ? await removalIn(place) : null
    const entered = place.resources.find(({ id }) => id === asked.query['resource'])
    const values = entered ? withRowOf(form.values, 'resourceId', entered.id) : form.values
    const version = place.saved?.version ?? 0
    show(asked, place, { form: { ...form, values }, version, conflict: null, removal })
  }

  const removalIn = async ({ saved, rows }: Place) => {
    const removal = saved && (await findRemoval(db, saved.id))
    const gone = removal ? goneOf(removal, rows).length : 0
    return removal && gone > 0 ? { version: removal.version, rows: gone, at: removal.savedAt } : null
  }

  const send = sectionSaving(db, placeOf, show)

  get('/work/parishes/:parish/plan/:section', signedIn, open)
  get('/work/parishes/:parish/plan/:section/:initiative', signedIn, open)
  post('/work/parishes/:parish/plan/:section', signedIn, send)
  post('/work/parishes/:parish/plan/:section/:initiative', signedIn, send)
}

// The financial plan is kept per initiative, every other section once for the parish.
function rowSection(section: string, initiative: string | undefined): RowSection {
  if (!isSection(section) || section === 'initiatives') throw new NotFound()
  if ((section === 'finance') !== (initiative !== undefined)) throw new NotFound()
  return section
}
