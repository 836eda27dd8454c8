import type { Response } from 'express'
import { perform, Stale } from '#db/act.ts'
import type { Db } from '#db/db.ts'
import { isLocale, type Locale } from '#lib/locale.ts'
import type { Key } from '#locales/keys.d.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { readRows, rowKeys, withProblems, type Body, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import type { Viewer } from '#lib/viewer.ts'
import { words } from '#web/words.ts'
import { saveRows } from './commands.ts'
import { rowForms } from './forms.ts'
import { isSection, lineCategories, lineKinds, vatModes, type Plan, type PlannedInitiative } from './plan.ts'
import { may } from './policy.ts'
import { findPlan, listPlanned, listRows, listSectionStates, type SectionState, type StoredRow } from './queries.ts'
import {
  differencesOf,
  formOf,
  pastedColumns,
  scopeOf,
  strangers,
  sumsOf,
  withNewRows,
  withPastedRows,
  type Difference,
  type Sums,
} from './section-form.ts'
import type { RowSection } from './sections.ts'

declare module '#web/render.ts' {
  interface Views {
    'plans/section': SectionPage
  }
}

interface SectionPage extends Place {
  form: Form
  keys: string[]
  writing: Locale
  version: number
  mayEdit: boolean
  columns: readonly string[]
  sums: Sums | null
  conflict: Difference[] | null
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

type SectionAsked = Asked<'parish' | 'section', Viewer> | Asked<'parish' | 'section' | 'initiative', Viewer>

/** The language to go on in after saving: another one where its button was the one pressed. */
export const goingOnIn = (asked: { query: Record<string, string>; body: Body; locale: Locale }): Locale =>
  isLocale(asked.body['then']) ? asked.body['then'] : writingIn(asked)

export const writingIn = (asked: { query: Record<string, string>; body: Body; locale: Locale }): Locale => {
  const chosen = asked.body['in'] ?? asked.query['in']
  return isLocale(chosen) ? chosen : asked.locale
}

async function placeOf(
  db: Db,
  viewer: Viewer,
  params: { parish: string; section: string; initiative?: string },
): Promise<Place> {
  const { section } = params
  if (!isSection(section) || section === 'initiatives' || (section === 'finance') !== (params.initiative !== undefined))
    throw new NotFound()
  const plan = found(await findPlan(db, params.parish))
  if (!may.view(viewer, plan)) throw new NotFound()
  const initiatives = await listPlanned(db, plan.parishId)
  const initiative =
    params.initiative === undefined ? null : found(initiatives.find(({ slug }) => slug === params.initiative))
  const states = await listSectionStates(db, plan.id)
  const rows = await listRows(db, section, plan.parishId, initiative?.id ?? null)
  const saved =
    states.find((state) => state.section === section && state.initiativeId === (initiative?.id ?? null)) ?? null
  return { plan, section, initiatives, initiative, saved, rows }
}

/** Pages of the sections that are a list of rows in one form. */
export function sectionRoutes(db: Db, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const show = (
    res: Response,
    place: Place,
    viewer: Viewer,
    page: Omit<SectionPage, keyof Place | 'keys' | 'mayEdit' | 'columns' | 'sums'>,
    status = 200,
  ) => {
    const mayEdit = may.edit(viewer, place.plan)
    const sums = place.section === 'finance' ? sumsOf(page.form) : null
    render(
      res,
      'plans/section',
      { ...place, ...page, keys: rowKeys(page.form.values), mayEdit, columns: pastedColumns, sums },
      status,
    )
  }

  const open = async (asked: SectionAsked) => {
    const { res, viewer, locale, params } = asked
    const place = await placeOf(db, viewer, params)
    const writing = writingIn(asked)
    const form = formOf(place.section, place.rows, locale, writing)
    show(res, place, viewer, { form, writing, version: place.saved?.version ?? 0, conflict: null })
  }

  const save = async (asked: SectionAsked) => {
    const { res, viewer, locale, body, params } = asked
    const place = await placeOf(db, viewer, params)
    ensure(may.write(viewer, place.plan))
    if (!may.edit(viewer, place.plan)) throw new Stale('the plan is no longer open')
    const { section, plan, initiative } = place
    const seen = { section, initiativeId: initiative?.id ?? null, version: Number(body['version']) || 0 }
    const again = (form: Form, status: number) =>
      show(res, place, viewer, { form, writing: writingIn(asked), version: seen.version, conflict: null }, status)

    if (body['do'] === 'add')
      return again(withProblems(scopeOf(section), withNewRows(body, section === 'finance' ? 5 : 1), {}), 200)
    if (body['do'] === 'paste') return preview(place, body, locale, again)

    const reading = readRows(scopeOf(section), rowForms[section][locale], body)
    const rows = reading.ok ? reading.input.filter(({ input }) => !isBlank(input)) : []
    const problems = reading.ok
      ? strangers(rows, place.initiatives, section === 'target-groups')
      : reading.form.problems
    if (Object.keys(problems).length > 0) return again(withProblems(scopeOf(section), body, problems), 422)

    try {
      await perform(db, viewer, (act) => saveRows(act, plan, seen, rows, writingIn(asked)))
    } catch (error) {
      if (error instanceof Stale) return clash(asked)
      throw error
    }
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${addressOf(place)}?in=${goingOnIn(asked)}`)
  }

  // Somebody saved the section meanwhile: both texts are shown, and saving again is a choice made knowingly.
  const clash = async (asked: SectionAsked) => {
    const { res, viewer, locale, body, params } = asked
    const place = await placeOf(db, viewer, params)
    const theirs = formOf(place.section, place.rows, locale, writingIn(asked))
    const form = withProblems(scopeOf(place.section), body, {})
    const conflict = differencesOf(body, theirs.values)
    show(res, place, viewer, { form, writing: writingIn(asked), version: place.saved?.version ?? 0, conflict }, 409)
  }

  get('/work/parishes/:parish/plan/:section', signedIn, open)
  get('/work/parishes/:parish/plan/:section/:initiative', signedIn, open)
  post('/work/parishes/:parish/plan/:section', signedIn, save)
  post('/work/parishes/:parish/plan/:section/:initiative', signedIn, save)
}

function preview({ section }: Place, body: Body, locale: Locale, again: (form: Form, status: number) => void) {
  const before = new Set(rowKeys(body))
  const pasted = withPastedRows(body, choicesIn(locale))
  const fresh = rowKeys(pasted).filter((key) => !before.has(key))
  const reading = readRows(scopeOf(section), rowForms[section][locale], { ...pasted, rows: fresh.join(' ') })
  again(
    withProblems(scopeOf(section), { ...pasted, fresh: fresh.join(' ') }, reading.ok ? {} : reading.form.problems),
    200,
  )
}

// A spreadsheet may name a choice by its key or by its word in the page's language.
const choicesIn = (locale: Locale) => {
  const byWord = (group: string, keys: readonly string[]) =>
    new Map(
      keys.flatMap(
        (key) =>
          [
            [key, key],
            [words[locale].t(`plans:${group}.${key}` as Key).toLowerCase(), key],
          ] as [string, string][],
      ),
    )
  return {
    kind: byWord('line_kinds', lineKinds),
    category: byWord('line_categories', lineCategories),
    vat: byWord('vat', vatModes),
  }
}

const isBlank = (input: Record<string, unknown>) =>
  Object.entries(input).every(
    ([field, value]) =>
      value === null ||
      value === '' ||
      value === 0 ||
      (Array.isArray(value) && value.length === 0) ||
      field === 'initiativeId',
  )

const addressOf = ({ plan, section, initiative }: Place) =>
  `/work/parishes/${plan.parishSlug}/plan/${section}${initiative ? `/${initiative.slug}` : ''}`
