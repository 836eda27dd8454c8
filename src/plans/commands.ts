import { amend, Stale, type Act } from '#db/act.ts'
import type { Initiative } from '#initiatives/initiative.ts'
import { fingerprint } from '#lib/canonical.ts'
import type { Locale, Multilingual } from '#lib/locale.ts'
import { writeIn } from '#lib/text.ts'
import type { InitiativeInput } from './forms.ts'
import { missingIn } from './missing.ts'
import type { Plan, PlannedInitiative, SectionName } from './plan.ts'
import { findContent, listRows, type StoredRow } from './queries.ts'
import { changesOf, type TypedRow } from './saving.ts'
import { tables, type RowSection } from './sections.ts'
import { snapshotOf } from './snapshot.ts'

/** A plan that lacks something was submitted: somebody emptied a field since its page was made. */
export class Incomplete extends Error {}

export async function begin(act: Act, plan: Plan): Promise<void> {
  const [row] = await act
    .trx('plans')
    .insert({ parishId: plan.parishId, state: 'draft' })
    .onConflict('parishId')
    .ignore()
    .returning('id')
  if (!row) throw new Stale('the plan was begun by somebody else')
  await act.record('plan.begun', row.id as string)
}

// Whoever submits or decides changes the plan's row; sharing a lock on it keeps the two apart.
async function keepOpen({ trx }: Act, plan: Plan) {
  const row = await trx('plans').where({ id: plan.id }).whereIn('state', ['draft', 'returned']).forShare().first('id')
  if (!row) throw new Stale('the plan is no longer open')
}

export interface Seen {
  section: SectionName
  initiativeId: string | null
  version: number
}

async function amendSection(act: Act, plan: Plan, { section, initiativeId, version }: Seen) {
  const saved = { savedAt: new Date(), savedBy: act.personId }
  const place = { planId: plan.id, section, initiativeId }
  if (version > 0) {
    const [row] = await act
      .trx('planSections')
      .where({ ...place, version })
      .update({ ...saved, version: version + 1 })
      .returning('id')
    if (!row) throw new Stale(`${section} was saved by somebody else`)
  } else {
    const [row] = await act
      .trx('planSections')
      .insert({ ...place, ...saved })
      .onConflict(['planId', 'section', 'initiativeId'])
      .ignore()
      .returning('id')
    if (!row) throw new Stale(`${section} was saved by somebody else`)
  }
}

/** Saves the rows of one section, if nobody has saved it since the version seen; throws Stale otherwise. */
export async function saveRows(
  act: Act,
  plan: Plan,
  seen: Seen & { section: RowSection },
  typed: TypedRow[],
  locale: Locale,
): Promise<void> {
  const { section, initiativeId } = seen
  await keepOpen(act, plan)
  await amendSection(act, plan, seen)
  const stored = await listRows(act.trx, section, plan.parishId, initiativeId)
  const { written, removed, added } = changesOf(section, stored, typed, locale)
  await writeRows(act, plan, section, initiativeId, written, removed)
  await act.record('plan.section_saved', plan.id, {
    section,
    initiativeId,
    added,
    changed: written.length - added,
    removed: removed.length,
  })
}

async function writeRows(
  act: Act,
  plan: Plan,
  section: RowSection,
  initiativeId: string | null,
  written: StoredRow[],
  removed: string[],
): Promise<void> {
  const { table, of } = tables[section]
  const place = of === 'parish' ? { parishId: plan.parishId } : initiativeId === null ? {} : { initiativeId }
  if (removed.length > 0) await act.trx(table).whereIn('id', removed).delete()
  if (written.length === 0) return
  const rows = written.map(({ initiatives: _, ...row }) => ({ ...row, ...place }))
  await act.trx(table).insert(rows).onConflict('id').merge()
  if (section === 'resources') await linkResources(act, plan, written)
}

async function linkResources({ trx }: Act, { parishId }: Plan, resources: StoredRow[]) {
  await trx('resourceUses')
    .whereIn(
      'resourceId',
      resources.map(({ id }) => id),
    )
    .delete()
  const own = await trx('initiatives').where({ parishId }).select('id')
  const uses = resources.flatMap(({ id, initiatives }) =>
    own
      .filter((initiative) => (initiatives as string[]).includes(initiative.id))
      .map((initiative) => ({ resourceId: id, initiativeId: initiative.id })),
  )
  if (uses.length > 0) await trx('resourceUses').insert(uses)
}

const initiativeTexts = ['title', 'summary', 'description', 'place', 'risks', 'sustainability'] as const

/** Changes what a plan says of an initiative, the texts in one language. */
export async function revise(
  act: Act,
  plan: Plan,
  initiative: PlannedInitiative,
  input: InitiativeInput,
  locale: Locale,
): Promise<void> {
  const { version, ...facts } = input
  await keepOpen(act, plan)
  const texts = Object.fromEntries(
    initiativeTexts.map((field) => [field, writeIn(locale, initiative[field], input[field])]),
  )
  const changes = { ...facts, ...texts, updatedAt: new Date(), updatedBy: act.personId }
  await amend<Initiative>(act, 'initiatives', { id: initiative.id, version }, changes)
  await act.record('initiative.revised', initiative.id, { in: locale })
  await act.record('plan.section_saved', plan.id, { section: 'initiatives', initiativeId: initiative.id, changed: 1 })
}

/** Hands the plan in for a decision; throws Incomplete where the strict check finds something missing. */
export async function submit(act: Act, plan: Plan): Promise<void> {
  if (missingIn(await findContent(act.trx, plan.parishId)).length > 0) throw new Incomplete()
  await amend<Plan>(act, 'plans', plan, {
    state: 'submitted',
    submittedBy: act.personId,
    submittedAt: new Date(),
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  })
  await moveInitiatives(act, plan, 'drafting', 'proposed')
  await act.record('plan.submitted', plan.id)
}

/** Takes a submission back before it is decided on. */
export async function withdraw(act: Act, plan: Plan): Promise<void> {
  await amend<Plan>(act, 'plans', plan, { state: 'draft', submittedBy: null, submittedAt: null })
  await moveInitiatives(act, plan, 'proposed', 'drafting')
  await act.record('plan.withdrawn', plan.id)
}

/** Gives the plan back to be mended, with what is to be mended. */
export async function giveBack(act: Act, plan: Plan, note: Multilingual): Promise<void> {
  await amend<Plan>(act, 'plans', plan, {
    state: 'returned',
    decidedBy: act.personId,
    decidedAt: new Date(),
    decisionNote: note,
  })
  await moveInitiatives(act, plan, 'proposed', 'drafting')
  await act.record('plan.returned', plan.id)
}

/** Puts the plan in force: freezes it as the next version, which is what everybody reads from now on. */
export async function approve(act: Act, plan: Plan): Promise<void> {
  const { trx, personId } = act
  const at = new Date()
  await amend<Plan>(act, 'plans', plan, { state: 'approved', decidedBy: personId, decidedAt: at, decisionNote: null })
  await moveInitiatives(act, plan, 'proposed', 'approved')

  const content = await findContent(trx, plan.parishId)
  const snapshot = snapshotOf(plan, content)
  await trx('planVersions').where({ planId: plan.id }).whereNull('supersededAt').update({ supersededAt: at })
  const [version] = await trx('planVersions')
    .insert({
      planId: plan.id,
      number: trx.raw('(select coalesce(max(number), 0) + 1 from plan_versions where plan_id = ?)', [plan.id]),
      snapshot: JSON.stringify(snapshot),
      sha256: fingerprint(snapshot),
      submittedBy: plan.submittedBy,
      submittedAt: plan.submittedAt,
      approvedBy: personId,
      approvedAt: at,
    })
    .returning(['id', 'number'])

  await publish(act, plan, version.id as string, content.initiatives, snapshot.initiatives)
  await act.record('plan.approved', plan.id, { number: version.number, sha256: fingerprint(snapshot) })
}

async function publish(
  { trx }: Act,
  plan: Plan,
  planVersionId: string,
  initiatives: PlannedInitiative[],
  published: { category: string }[],
) {
  const own = trx('initiatives').where({ parishId: plan.parishId }).select('id')
  await trx('publishedInitiatives').whereIn('initiativeId', own).delete()
  const rows = initiatives.map(({ id }, at) => ({
    initiativeId: id,
    planVersionId,
    category: published[at]?.category,
    content: JSON.stringify(published[at]),
  }))
  if (rows.length > 0) await trx('publishedInitiatives').insert(rows)
}

/** Opens a new draft beside the version in force, which stays in force until the change is approved. */
export async function reopen(act: Act, plan: Plan): Promise<void> {
  await amend<Plan>(act, 'plans', plan, {
    state: 'draft',
    submittedBy: null,
    submittedAt: null,
    decidedBy: null,
    decidedAt: null,
  })
  await act.record('plan.reopened', plan.id)
}

const moveInitiatives = ({ trx }: Act, { parishId }: Plan, from: string, to: string) =>
  trx('initiatives')
    .where({ parishId, state: from })
    .update({ state: to, version: trx.raw('version + 1') })
