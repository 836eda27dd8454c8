import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { EditionDraft } from './commands.ts'
import { columnsOf } from './criterion-columns.ts'
import type { Criterion, CriterionContent, CriterionKind, Section } from './methodology.ts'

const last = ({ db }: AuditedTransaction, table: string, where: object) =>
  db(table).where(where).select(db.raw('coalesce(max(position), -1) + 1'))

export async function addSection(
  tx: AuditedTransaction,
  draft: EditionDraft,
  code: string,
  title: Multilingual,
): Promise<string> {
  const methodologyVersionId = draft.id
  const position = last(tx, 'methodologySections', { methodologyVersionId })
  const [row] = (await tx
    .db('methodologySections')
    .insert({ methodologyVersionId, position, code, title })
    .returning('id')) as [{ id: string }]
  await tx.record('methodology.section_added', draft.id, { code })
  return row.id
}

type SectionInput = { version: number; title: Multilingual; guidance: Multilingual | null }

export async function updateSection(
  tx: AuditedTransaction,
  draft: EditionDraft,
  section: Section,
  input: SectionInput,
): Promise<void> {
  const { version, ...changes } = input
  await updateIfUnchanged<Section>(tx, 'methodologySections', { id: section.id, version }, changes)
  await tx.record('methodology.section_updated', draft.id, { code: section.code, ...changes })
}

type Added = { code: string; kind: CriterionKind; question: Multilingual }

export async function addCriterion(
  tx: AuditedTransaction,
  draft: EditionDraft,
  section: Section,
  added: Added,
): Promise<string> {
  const position = last(tx, 'methodologyCriteria', { sectionId: section.id })
  const weight = added.kind === 'score' ? 1 : 0
  const [row] = (await tx
    .db('methodologyCriteria')
    .insert({ ...added, weight, position, sectionId: section.id, methodologyVersionId: draft.id })
    .returning('id')) as [{ id: string }]
  await tx.record('methodology.criterion_added', draft.id, { code: added.code })
  return row.id
}

type Revised = Omit<CriterionContent, 'code' | 'kind'> & { version: number; sectionId: string }

/** Rewrites a criterion; one that goes into another section becomes its last. Throws VersionConflict. */
export async function updateCriterion(
  tx: AuditedTransaction,
  draft: EditionDraft,
  criterion: Criterion,
  input: Revised,
): Promise<void> {
  const { version, sectionId } = input
  const moved = sectionId !== criterion.sectionId && {
    sectionId,
    position: last(tx, 'methodologyCriteria', { sectionId }),
  }
  const changes = columnsOf(input)
  await updateIfUnchanged<Criterion>(tx, 'methodologyCriteria', { id: criterion.id, version }, { ...changes, ...moved })
  await tx.record('methodology.criterion_updated', draft.id, {
    ...changes,
    code: criterion.code,
    choices: input.choices,
  })
}

type Part = 'section' | 'criterion'
const tables = { section: 'methodologySections', criterion: 'methodologyCriteria' } as const

export async function removePart(
  tx: AuditedTransaction,
  draft: EditionDraft,
  part: Part,
  { id, code }: Section | Criterion,
): Promise<void> {
  await tx.db(tables[part]).where({ id, methodologyVersionId: draft.id }).delete()
  await tx.record(`methodology.${part}_removed`, draft.id, { code })
}

/** Puts one of several into the place of its neighbour, before or behind it. */
export async function movePart(
  tx: AuditedTransaction,
  draft: EditionDraft,
  part: Part,
  siblings: readonly { id: string; code: string }[],
  [id, step]: readonly [id: string, step: 1 | -1],
): Promise<void> {
  const ids = siblings.map((each) => each.id)
  const at = ids.indexOf(id)
  const to = Math.min(Math.max(at + step, 0), ids.length - 1)
  ids.splice(to, 0, ...ids.splice(at, 1))
  await tx
    .db(tables[part])
    .whereIn('id', ids)
    .update({ position: tx.db.raw('array_position(?::uuid[], id)', [ids]) })
  await tx.record('methodology.order_changed', draft.id, { code: siblings[at]?.code, to: to + 1 })
}
