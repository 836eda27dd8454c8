import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Initiative } from '#modules/initiatives/initiative/initiative.ts'
import { fingerprint } from '#platform/values/canonical.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { PlannedInitiative } from '#modules/plans/plan/initiative-content.ts'
import type { Plan, SectionName } from '#modules/plans/plan/plan.ts'
import { updateSection, lockEditable, recordRows } from '#modules/plans/sections/commands.ts'
import { listPlanned, listRows, listSectionStates } from '#modules/plans/plan/section-queries.ts'
import { sectionTables, type RowSection } from '#modules/plans/plan/section-tables.ts'
import { withTranslation, type TypedText } from './translation.ts'

interface Page {
  section: SectionName
  initiative: PlannedInitiative | null
}

/** Stores translations of texts of one page of the plan; throws VersionConflict where one of them is no longer as it was read. */
export async function translate(
  tx: AuditedTransaction,
  plan: Plan,
  page: Page,
  typed: readonly TypedText[],
): Promise<void> {
  const { section } = page
  const initiativeId = page.initiative?.id ?? null
  await lockEditable(tx, plan)
  if (section === 'initiatives') await translateInitiatives(tx, plan, typed)
  else await translateRows(tx, plan, section, initiativeId, typed)
  const into = [...new Set(typed.map(({ locale }) => locale))]
  await tx.record('plan.translated', plan.id, { section, initiativeId, texts: typed.length, into })
}

async function translateInitiatives(tx: AuditedTransaction, plan: Plan, typed: readonly TypedText[]) {
  const changed = changedRows(await listPlanned(tx.db, plan.parishId), typed)
  for (const { row, texts } of changed) {
    const changes = { ...texts, updatedAt: present(tx.db), updatedBy: tx.personId }
    await updateIfUnchanged<Initiative>(tx, 'initiatives', row, changes)
  }
}

async function translateRows(
  tx: AuditedTransaction,
  plan: Plan,
  section: RowSection,
  initiativeId: string | null,
  typed: readonly TypedText[],
) {
  const states = await listSectionStates(tx.db, plan.id)
  const saved = states.find((state) => state.section === section && state.initiativeId === initiativeId)
  const [version, savedAt] = [saved?.version ?? 0, present(tx.db)]
  const subjectId = await updateSection(tx, plan, { section, initiativeId, version }, savedAt)
  const changed = changedRows(await listRows(tx.db, section, plan.parishId, initiativeId), typed)
  const before = changed.map(({ row }) => row)
  await recordRows(tx, section, { subjectId, version, savedAt, before, created: {}, removed: 0 })
  for (const { row, texts } of changed) {
    await tx.db(sectionTables[section].table).where({ id: row.id }).update(texts)
  }
}

function changedRows<Row extends { id: string }>(rows: readonly Row[], typed: readonly TypedText[]) {
  return [...Map.groupBy(typed, ({ place }) => place.key)].map(([key, changes]) => {
    const row = rows.find(({ id }) => id === key)
    if (!row) throw new VersionConflict('a text was taken out of the plan')
    return { row, texts: changes.reduce((texts, each) => ({ ...texts, ...translatedIn(row, texts, each) }), {}) }
  })
}

function translatedIn(
  row: object,
  translations: Record<string, Multilingual>,
  each: TypedText,
): Record<string, Multilingual> {
  const { field, text } = each.place
  const stored = (row as Record<string, unknown>)[field]
  if (fingerprint(stored) !== fingerprint(text)) throw new VersionConflict('a text was changed by somebody else')
  return { [field]: withTranslation(translations[field] ?? text, each) }
}
