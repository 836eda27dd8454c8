import { present, type Moment } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { recordRevision } from '#modules/autosave/revision-commands.ts'
import type { Initiative } from '#modules/initiatives/initiative/initiative.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import { initiativeTexts, type PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import { fieldsOf, type InitiativeInput } from './schema.ts'
import type { Plan, SectionName } from '#modules/plans/plan/plan.ts'
import { rowChanges, type TypedRow } from './row-changes.ts'
import { listRows } from '#modules/plans/plan/section-queries.ts'
import { sectionTables, type RowSection, type StoredRow } from '#modules/plans/plan/section-tables.ts'

/** Whoever submits or decides changes the plan's row; sharing a lock on it keeps the two apart. */
export async function lockEditable({ db }: AuditedTransaction, plan: Plan) {
  const row = await db('plans').where({ id: plan.id }).whereIn('state', ['draft', 'returned']).forShare().first('id')
  if (!row) throw new VersionConflict('the plan is no longer open')
}

interface Seen {
  section: SectionName
  initiativeId: string | null
  version: number
}

/** Counts a section's version up, if it is still the one seen; throws VersionConflict otherwise. What it changes is to be kept. */
export async function updateSection(
  tx: AuditedTransaction,
  plan: Plan,
  { section, initiativeId, version }: Seen,
  savedAt: Moment,
): Promise<string> {
  const saved = { savedAt, savedBy: tx.personId }
  const place = { planId: plan.id, section, initiativeId }
  if (version > 0) {
    const [row] = await tx
      .db('planSections')
      .where({ ...place, version })
      .update({ ...saved, version: version + 1 })
      .returning('id')
    if (!row) throw new VersionConflict(`${section} was saved by somebody else`)
    return row.id as string
  } else {
    const [row] = await tx
      .db('planSections')
      .insert({ ...place, ...saved })
      .onConflict(['planId', 'section', 'initiativeId'])
      .ignore()
      .returning('id')
    if (!row) throw new VersionConflict(`${section} was saved by somebody else`)
    return row.id as string
  }
}

/** Saves the rows of one section, if nobody has saved it since the version seen; throws VersionConflict otherwise. */
export async function saveRows(
  tx: AuditedTransaction,
  plan: Plan,
  seen: Seen & { section: RowSection },
  typed: TypedRow[],
  locale: Locale,
): Promise<void> {
  const { section, initiativeId } = seen
  await lockEditable(tx, plan)
  const savedAt = present(tx.db)
  const subjectId = await updateSection(tx, plan, seen, savedAt)
  const stored = await listRows(tx.db, section, plan.parishId, initiativeId)
  const { written, removed, before, created } = rowChanges(section, stored, typed, locale)
  await writeRows(tx, plan, section, initiativeId, written, removed)
  const added = Object.keys(created).length
  const counts = { added, changed: written.length - added, removed: removed.length }
  const save = { subjectId, version: seen.version, savedAt }
  await recordRows(tx, section, { ...save, before, created, removed: removed.length })
  await tx.record('plan.section_saved', plan.id, { section, initiativeId, ...counts })
}

/** Keeps rows as they stand before a save changes them. */
export const recordRows = (
  tx: AuditedTransaction,
  section: RowSection,
  save: Parameters<typeof recordRevision>[1],
): Promise<void> => recordRevision(tx, { ...save, before: save.before.map((row) => kept(section, row as StoredRow)) })

// What its form holds; all else the database makes anew when a row is put back.
const kept = (section: RowSection, row: StoredRow): StoredRow => ({
  ...Object.fromEntries(fieldsOf(section).map((field) => [field, row[field]])),
  id: row.id,
  position: row.position,
})

/** Puts rows back that a save removed, as they stood, unless somebody did before; throws VersionConflict as saving does. */
export const undoRemoval = (
  tx: AuditedTransaction,
  plan: Plan,
  seen: Seen & { section: RowSection },
  removed: StoredRow[],
) => addRows(tx, plan, seen, removed, { undone: true })

/** Adds rows that a section does not have yet at its end; throws VersionConflict as saving does. */
export async function addRows(
  tx: AuditedTransaction,
  plan: Plan,
  seen: Seen & { section: RowSection },
  rows: readonly StoredRow[],
  why: object,
): Promise<void> {
  const { section, initiativeId, version } = seen
  await lockEditable(tx, plan)
  const savedAt = present(tx.db)
  const subjectId = await updateSection(tx, plan, seen, savedAt)
  const stored = await listRows(tx.db, section, plan.parishId, initiativeId)
  const back = rows.filter(({ id }) => !stored.some((row) => row.id === id))
  await writeRows(tx, plan, section, initiativeId, back, [])
  const created = Object.fromEntries(back.map(({ id }) => [id, id]))
  await recordRevision(tx, { subjectId, version, before: [], created, removed: 0, savedAt })
  await tx.record('plan.section_saved', plan.id, { section, initiativeId, added: back.length, ...why })
}

async function writeRows(
  tx: AuditedTransaction,
  plan: Plan,
  section: RowSection,
  initiativeId: string | null,
  written: StoredRow[],
  removed: string[],
): Promise<void> {
  const { table, of } = sectionTables[section]
  const place = of === 'parish' ? { parishId: plan.parishId } : initiativeId === null ? {} : { initiativeId }
  if (removed.length > 0) await tx.db(table).whereIn('id', removed).delete()
  if (written.length === 0) return
  const rows = written.map((row) => ({ ...row, ...place }))
  await tx.db(table).insert(rows).onConflict('id').merge()
}

/** Changes what a plan says of an initiative, the texts in one language. */
export async function updateInitiative(
  tx: AuditedTransaction,
  plan: Plan,
  initiative: PlannedInitiative,
  input: InitiativeInput,
  locale: Locale,
): Promise<void> {
  const { version, ...fields } = input
  await lockEditable(tx, plan)
  const texts = Object.fromEntries(
    initiativeTexts.map((field) => [field, setTranslation(locale, initiative[field], input[field])]),
  )
  const changes = { ...fields, ...texts, updatedAt: present(tx.db), updatedBy: tx.personId }
  await updateIfUnchanged<Initiative>(tx, 'initiatives', { id: initiative.id, version }, changes)
  await tx.record('initiative.updated', initiative.id, { in: locale })
  await tx.record('plan.section_saved', plan.id, { section: 'initiatives', initiativeId: initiative.id, changed: 1 })
}
