import { transact, VersionConflict } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { AutosaveState } from '#modules/autosave/autosave.ts'
import { otherAuthors, revisionsBetween } from '#modules/autosave/revision.ts'
import { findRemovingRevision, listRevisionsSince } from '#modules/autosave/revision-queries.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { ResourceChoice } from '#modules/resources/queries.ts'
import { orForbidden, Malformed } from '#platform/web/errors.ts'
import { withResolvedConflicts, withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import type { RouteContext } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { flash } from '#platform/web/site.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import type { FinanceSums } from './finance-form.ts'
import { withPastedRows } from '#modules/plans/imports/pasted-rows.ts'
import { removedRows, mergeRevisions } from './merge-rows.ts'
import type { Plan } from '#modules/plans/plan/plan.ts'
import { may } from '#modules/plans/plan/policy.ts'
import type { TypedRow } from './row-changes.ts'
import { undoRemoval, saveRows } from './commands.ts'
import { formOfMerged, readSection, scopeOf, withNewRows, withRowDuplicated, type RowConflict } from './form.ts'
import type { SectionState } from '#modules/plans/plan/section-queries.ts'
import type { RowSection, StoredRow } from '#modules/plans/plan/section-tables.ts'
import type { ImportPreview } from '#modules/plans/imports/form.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import type { SectionRemarks } from '#modules/plans/plan/review-queries.ts'

/** Where a section's form stands: its plan, its initiatives and the parish's resources to choose from, and the one it is about, if it is. */
export interface SectionContext {
  plan: Plan
  section: RowSection
  initiatives: PlannedInitiative[]
  initiative: PlannedInitiative | null
  saved: SectionState | null
  rows: StoredRow[]
  resources: ResourceChoice[]
  remarks: SectionRemarks
}

export interface ShownSection {
  form: Form
  version: number
  /** Where two changed the same, and who saved meanwhile; null where nobody did. */
  conflict: { conflicts: RowConflict[]; savers: string[]; at: Date | null } | null
  drafting?: AutosaveState
  /** What financial lines come to, where they are shown as they are stored. */
  sums?: FinanceSums
  /** What the last save removed and can be put back. */
  removal?: { version: number; rows: number; at: Date } | null
  /** Where rows that came from a spreadsheet stood in it, and what they would change. */
  imported?: Omit<ImportPreview, 'values' | 'problems'> | null
  /** Where rows that were pasted stood among them, and what was left out. */
  pasted?: Pick<ImportPreview, 'places' | 'notices'> | null
}

export type SectionRequest =
  RouteContext<'parish' | 'section', Viewer> | RouteContext<'parish' | 'section' | 'initiative', Viewer>

type PlaceOf = (context: SectionRequest) => Promise<SectionContext>
type Show = (context: SectionRequest, place: SectionContext, shown: ShownSection, status?: number) => void

/** What is to be saved: the rows, the version they were typed on, and who saved meanwhile. */
interface Typed {
  rows: TypedRow[]
  version: number
  savers: string[]
  tries: number
}

// Of several who save at once one comes first each time; so many in a row are no people.
const mostTries = 20

/** What the buttons of a section's form do: add rows, show pasted ones, put removed ones back, and save. */
export function sectionSaving(db: Db, placeOf: PlaceOf, show: Show) {
  const send = async (context: SectionRequest) => {
    const place = await placeOf(context)
    orForbidden(may.write(context.viewer, place.plan))
    if (!may.edit(context.viewer, place.plan)) throw new VersionConflict('the plan is no longer open')
    if (context.body['do'] === 'undo') return undo(context, place)
    // Without its list of rows a form would empty the section.
    if (typeof context.body['rows'] !== 'string') throw new Malformed()
    const body = withResolvedConflicts(context.body)
    const twice = /^duplicate:([\w-]{1,40})$/.exec(String(body['do']))?.[1]
    if (body['do'] === 'add') addRows(context, place, body)
    else if (twice !== undefined) showUnsaved(context, place, withRowDuplicated(body, twice))
    else if (body['do'] === 'paste') previewPaste(context, place, body)
    else await readAndStore(context, place, body)
  }

  const addRows = (context: SectionRequest, place: SectionContext, body: Body) => {
    showUnsaved(context, place, withNewRows(body, place.section === 'finance' ? 5 : 1))
  }

  const showUnsaved = (context: SectionRequest, place: SectionContext, values: Body) => {
    const form = withProblems(scopeOf(place.section), values, {})
    show(context, place, { form, version: seenIn(values), conflict: null })
  }

  const previewPaste = (context: SectionRequest, place: SectionContext, body: Body) => {
    const { values, fresh, ...pasted } = withPastedRows(body, context.locale, place.initiative?.slug ?? '')
    const reading = readSection(place, context.locale, { ...values, rows: fresh.join(' ') })
    const problems = reading.ok ? {} : reading.problems
    const form = withProblems(scopeOf(place.section), { ...values, fresh: fresh.join(' ') }, problems)
    show(context, place, { form, version: seenIn(body), conflict: null, pasted })
  }

  const readAndStore = async (context: SectionRequest, place: SectionContext, body: Body) => {
    const reading = readSection(place, context.locale, body)
    if (reading.ok) return store(context, place, { rows: reading.rows, version: seenIn(body), savers: [], tries: 0 })
    const form = withProblems(scopeOf(place.section), body, reading.problems)
    show(context, place, { form, version: seenIn(body), conflict: null }, 422)
  }

  const store = (context: SectionRequest, place: SectionContext, typed: Typed): Promise<void> => {
    const seen = { ...aboutOf(place), version: typed.version }
    return save(db, context, {
      change: (tx) => saveRows(tx, place.plan, seen, typed.rows, contentLocale(context)),
      to: backOf(context, place),
      notice: typed.savers.length > 0 ? ['saved_together', typed.savers.join(', ')] : 'saved',
      conflict: () => meet(context, typed),
    })
  }

  // Somebody saved the section meanwhile. What does not touch is saved together; where both changed the same, both texts
  // are shown, and saving again is a choice made knowingly.
  const meet = async (context: SectionRequest, typed: Typed): Promise<void> => {
    const place = await placeOf(context)
    const { section, saved, rows: stored } = place
    if (!may.edit(context.viewer, place.plan)) throw new VersionConflict('the plan is no longer open')
    const version = versionOf(place)
    const since = saved ? await listRevisionsSince(db, saved.id, typed.version) : []
    // Somebody saved while this was read: version and rows may not belong together.
    if (since.some((revision) => revision.version >= version)) return meet(context, typed)
    const saves = revisionsBetween(since, typed.version, version)
    const meeting = { section, stored, writing: contentLocale(context), personId: context.viewer.id }
    const { values, conflicts } = formOfMerged(section, mergeRevisions(meeting, typed.rows, saves), context.locale)
    const reading = readSection(place, context.locale, values)
    const savers = [...new Set([...typed.savers, ...otherAuthors(context.viewer.id, saves ?? [])])]

    const together = saves && conflicts.length === 0 && typed.tries < mostTries
    if (together && reading.ok)
      return store(context, place, { rows: reading.rows, version, savers, tries: typed.tries + 1 })
    const form = withProblems(
      scopeOf(section),
      { ...values, draft: context.body['draft'] },
      reading.ok ? {} : reading.problems,
    )
    show(context, place, { form, version, conflict: { conflicts, ...latestOf(saved, savers) } }, 409)
  }

  const undo = async (context: SectionRequest, place: SectionContext) => {
    const removal = place.saved && (await findRemovingRevision(db, place.saved.id))
    const rows = removal ? removedRows(removal, place.rows) : []
    if (rows.length > 0) {
      const seen = { ...aboutOf(place), version: versionOf(place) }
      await transact(db, context.viewer, (tx) => undoRemoval(tx, place.plan, seen, rows))
      flash(context.res, 'put_back')
    }
    context.res.redirect(303, `/${context.locale}${backOf(context, place)}`)
  }

  return send
}

const seenIn = (body: Body) => Number(body['version']) || 0

const versionOf = ({ saved }: SectionContext) => saved?.version ?? 0

const aboutOf = ({ section, initiative }: SectionContext) => ({ section, initiativeId: initiative?.id ?? null })

const latestOf = (saved: SectionState | null, savers: string[]) => ({
  savers: savers.length > 0 ? savers : [saved?.saverName ?? ''],
  at: saved?.savedAt ?? null,
})

function backOf(context: SectionRequest, { plan, section, initiative }: SectionContext): string {
  const address = `${paths.plans.section({ parish: plan.parishSlug, section })}${initiative ? `/${initiative.slug}` : ''}`
  return `${address}?in=${nextContentLocale(context)}`
}
