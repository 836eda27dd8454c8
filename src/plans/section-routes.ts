import { perform, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { ensure, found, Malformed, NotFound } from '#web/errors.ts'
import { rowKeys, withProblems, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { words } from '#web/words.ts'
import type { PlannedInitiative } from './content.ts'
import { pastedColumns, sumsOf, withPastedRows, type Sums } from './finance-form.ts'
import { isSection, type Plan } from './plan.ts'
import { may } from './policy.ts'
import { findPlan } from './queries.ts'
import { saveRows } from './section-commands.ts'
import {
  differencesOf,
  formOf,
  readSection,
  scopeOf,
  withNewRows,
  withTheirRows,
  type Difference,
} from './section-form.ts'
import { listPlanned, listRows, listSectionStates, type SectionState } from './section-queries.ts'
import type { RowSection, StoredRow } from './sections.ts'
import { goingOnIn, writingIn } from './writing.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/section': SectionPage
  }
}

/** Where a section's form stands: its plan, its initiatives to choose from, and the one it is about, if it is. */
interface Place {
  plan: Plan
  section: RowSection
  initiatives: PlannedInitiative[]
  initiative: PlannedInitiative | null
  saved: SectionState | null
  rows: StoredRow[]
}

interface Shown {
  form: Form
  version: number
  conflict: Difference[] | null
}

interface SectionPage extends Place, Shown {
  keys: string[]
  writing: Locale
  mayEdit: boolean
  columns: readonly string[]
  sums: Sums | null
}

type SectionAsked = Asked<'parish' | 'section', Viewer> | Asked<'parish' | 'section' | 'initiative', Viewer>

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
    return { plan, section, initiatives, initiative, saved, rows: await listRows(db, section, plan.parishId, about) }
  }

  const show = (asked: SectionAsked, place: Place, shown: Shown, status = 200) => {
    const sums = place.section === 'finance' ? sumsOf(shown.form) : null
    const page = {
      writing: writingIn(asked),
      mayEdit: may.edit(asked.viewer, place.plan),
      columns: pastedColumns,
      sums,
    }
    render(asked.res, 'plans/section', { ...place, ...shown, ...page, keys: rowKeys(shown.form.values) }, status)
  }

  const open = async (asked: SectionAsked) => {
    const place = await placeOf(asked)
    const form = formOf(place.section, place.rows, asked.locale, writingIn(asked))
    show(asked, place, { form, version: place.saved?.version ?? 0, conflict: null })
  }

  const send = async (asked: SectionAsked) => {
    const place = await placeOf(asked)
    ensure(may.write(asked.viewer, place.plan))
    if (!may.edit(asked.viewer, place.plan)) throw new Stale('the plan is no longer open')
    // Without its list of rows a form would empty the section.
    if (typeof asked.body['rows'] !== 'string') throw new Malformed()
    if (asked.body['do'] === 'add') addRows(asked, place)
    else if (asked.body['do'] === 'paste') previewPaste(asked, place)
    else await save(asked, place)
  }

  const seenIn = ({ body }: SectionAsked) => Number(body['version']) || 0

  const addRows = (asked: SectionAsked, place: Place) => {
    const values = withNewRows(asked.body, place.section === 'finance' ? 5 : 1)
    show(asked, place, {
      form: withProblems(scopeOf(place.section), values, {}),
      version: seenIn(asked),
      conflict: null,
    })
  }

  const previewPaste = (asked: SectionAsked, place: Place) => {
    const { values, fresh } = withPastedRows(asked.body, (key) => words[asked.locale].t(key as never))
    const reading = readSection(place, asked.locale, { ...values, rows: fresh.join(' ') })
    const problems = reading.ok ? {} : reading.problems
    const form = withProblems(scopeOf(place.section), { ...values, fresh: fresh.join(' ') }, problems)
    show(asked, place, { form, version: seenIn(asked), conflict: null })
  }

  const save = async (asked: SectionAsked, place: Place) => {
    const { res, viewer, locale, body } = asked
    const { section, plan, initiative } = place
    const seen = { section, initiativeId: initiative?.id ?? null, version: seenIn(asked) }
    const reading = readSection(place, locale, body)
    if (!reading.ok) {
      const form = withProblems(scopeOf(section), body, reading.problems)
      return show(asked, place, { form, version: seen.version, conflict: null }, 422)
    }
    try {
      await perform(db, viewer, (act) => saveRows(act, plan, seen, reading.rows, writingIn(asked)))
    } catch (error) {
      if (error instanceof Stale) return clash(asked)
      throw error
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${addressOf(place)}?in=${goingOnIn(asked)}`)
  }

  // Somebody saved the section meanwhile: both texts are shown, and saving again is a choice made knowingly.
  const clash = async (asked: SectionAsked) => {
    const place = await placeOf(asked)
    const theirs = formOf(place.section, place.rows, asked.locale, writingIn(asked))
    const form = withProblems(scopeOf(place.section), withTheirRows(asked.body, theirs.values), {})
    const conflict = differencesOf(asked.body, theirs.values)
    show(asked, place, { form, version: place.saved?.version ?? 0, conflict }, 409)
  }

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

const addressOf = ({ plan, section, initiative }: Place) =>
  `/work/parishes/${plan.parishSlug}/plan/${section}${initiative ? `/${initiative.slug}` : ''}`
