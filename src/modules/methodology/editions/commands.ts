import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { missingInEdition } from './missing.ts'
import { findMethodology } from './queries.ts'
import type {
  MethodologyContent,
  Criterion,
  CriterionContent,
  Edition,
  CriterionKind,
  Section,
  SectionContent,
} from './methodology.ts'

/** Enters a whole methodology as the draft of the family's next edition, which breaks a constraint where there is one. */
export async function createEdition(
  tx: AuditedTransaction,
  family: string,
  content: MethodologyContent,
): Promise<{ id: string; edition: number }> {
  const { title, introduction, leastScore, mostScore } = content
  const next = tx.db('methodologyVersions').where({ family }).select(tx.db.raw('coalesce(max(edition), 0) + 1'))
  const [row] = (await tx
    .db('methodologyVersions')
    .insert({ family, edition: next, title, introduction, leastScore, mostScore })
    .returning(['id', 'edition'])) as [{ id: string; edition: number }]
  for (const [position, section] of content.sections.entries()) await enterSection(tx, row.id, section, position)
  return row
}

async function enterSection(
  { db }: AuditedTransaction,
  methodologyVersionId: string,
  section: SectionContent,
  position: number,
) {
  const { code, title, guidance, criteria } = section
  const [row] = (await db('methodologySections')
    .insert({ methodologyVersionId, position, code, title, guidance })
    .returning('id')) as [{ id: string }]
  if (criteria.length === 0) return
  await db('criteria').insert(
    criteria.map((criterion, at) => ({
      ...columnsOf(criterion),
      code: criterion.code,
      kind: criterion.kind,
      methodologyVersionId,
      sectionId: row.id,
      position: at,
    })),
  )
}

// A list would be taken for an array of PostgreSQL, where the column holds JSON.
const columnsOf = (it: Omit<CriterionContent, 'code' | 'kind'>) => ({
  question: it.question,
  unit: it.unit,
  weight: it.weight,
  anchors: it.anchors,
  choices: JSON.stringify(it.choices),
  yesScore: it.yesScore,
  noScore: it.noScore,
  guidance: it.guidance,
  evidence: it.evidence,
  evidenceRequired: it.evidenceRequired,
  visibility: it.visibility,
})

type Draft = Pick<Edition, 'id' | 'version' | 'family'>

/**
 * Puts a draft in force, in the place of the edition before it: assessments that began on that one stay on it. Throws
 * Stale where it has changed since it was seen, or lacks something by now.
 */
export async function publishEdition(tx: AuditedTransaction, draft: Draft, at: Date): Promise<void> {
  await tx
    .db('methodologyVersions')
    .where({ family: draft.family, state: 'published' })
    .update({ state: 'retired', retiredAt: at })
  await updateIfUnchanged<Edition>(tx, 'methodologyVersions', draft, {
    state: 'published',
    publishedAt: at,
    publishedBy: tx.personId,
  })
  // From here on nobody writes in it any more, so what is there now is what is published.
  const published = await findMethodology(tx.db, draft.id)
  if (!published || missingInEdition(published).length > 0) throw new VersionConflict('something is missing')
  await tx.record('methodology.published', draft.id)
}

type Facts = Partial<Omit<MethodologyContent, 'sections'>> & { version: number }

/** Rewrites what a draft says of itself. Throws VersionConflict. */
export async function updateEdition(tx: AuditedTransaction, draft: Draft, { version, ...facts }: Facts): Promise<void> {
  await updateIfUnchanged<Edition>(tx, 'methodologyVersions', { id: draft.id, version }, facts)
  await tx.record('methodology.updated', draft.id, facts)
}

/** Throws a draft away with all that is in it. */
export async function discardDraftEdition(
  tx: AuditedTransaction,
  { id, family, edition }: Draft & Pick<Edition, 'edition'>,
): Promise<void> {
  await tx.db('methodologyVersions').where({ id }).delete()
  await tx.record('methodology.discarded', id, { family, edition })
}

const last = ({ db }: AuditedTransaction, table: string, where: object) =>
  db(table).where(where).select(db.raw('coalesce(max(position), -1) + 1'))

export async function addSection(
  tx: AuditedTransaction,
  draft: Draft,
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

type SectionFacts = { version: number; title: Multilingual; guidance: Multilingual | null }

export async function updateSection(
  tx: AuditedTransaction,
  draft: Draft,
  section: Section,
  input: SectionFacts,
): Promise<void> {
  const { version, ...facts } = input
  await updateIfUnchanged<Section>(tx, 'methodologySections', { id: section.id, version }, facts)
  await tx.record('methodology.section_updated', draft.id, { code: section.code, ...facts })
}

type Added = { code: string; kind: CriterionKind; question: Multilingual }

export async function addCriterion(
  tx: AuditedTransaction,
  draft: Draft,
  section: Section,
  added: Added,
): Promise<string> {
  const position = last(tx, 'criteria', { sectionId: section.id })
  const weight = added.kind === 'score' ? 1 : 0
  const [row] = (await tx
    .db('criteria')
    .insert({ ...added, weight, position, sectionId: section.id, methodologyVersionId: draft.id })
    .returning('id')) as [{ id: string }]
  await tx.record('methodology.criterion_added', draft.id, { code: added.code })
  return row.id
}

type Revised = Omit<CriterionContent, 'code' | 'kind'> & { version: number; sectionId: string }

/** Rewrites a criterion; one that goes into another section becomes its last. Throws VersionConflict. */
export async function updateCriterion(
  tx: AuditedTransaction,
  draft: Draft,
  criterion: Criterion,
  input: Revised,
): Promise<void> {
  const { version, sectionId } = input
  const moved = sectionId !== criterion.sectionId && { sectionId, position: last(tx, 'criteria', { sectionId }) }
  const facts = columnsOf(input)
  await updateIfUnchanged<Criterion>(tx, 'criteria', { id: criterion.id, version }, { ...facts, ...moved })
  await tx.record('methodology.criterion_updated', draft.id, {
    ...facts,
    code: criterion.code,
    choices: input.choices,
  })
}

type Part = 'section' | 'criterion'
const tables = { section: 'methodologySections', criterion: 'criteria' } as const

export async function removePart(
  tx: AuditedTransaction,
  draft: Draft,
  part: Part,
  { id, code }: Section | Criterion,
): Promise<void> {
  await tx.db(tables[part]).where({ id, methodologyVersionId: draft.id }).delete()
  await tx.record(`methodology.${part}_removed`, draft.id, { code })
}

/** Puts one of several into the place of its neighbour, before or behind it. */
export async function movePart(
  tx: AuditedTransaction,
  draft: Draft,
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
