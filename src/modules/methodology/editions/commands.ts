import { updateIfUnchanged, VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { missingInEdition } from './missing.ts'
import { findMethodology } from './queries.ts'
import type { Edition, MethodologyContent, SectionContent } from './methodology.ts'
import { columnsOf } from './criterion-columns.ts'

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
  await db('methodologyCriteria').insert(
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

export type EditionDraft = Pick<Edition, 'id' | 'version' | 'family'>

/**
 * Puts a draft in force, in the place of the edition before it: assessments that began on that one stay on it. Throws
 * Stale where it has changed since it was seen, or lacks something by now.
 */
export async function publishEdition(tx: AuditedTransaction, draft: EditionDraft, at: Date): Promise<void> {
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

type EditionInput = Partial<Omit<MethodologyContent, 'sections'>> & { version: number }

/** Rewrites what a draft says of itself. Throws VersionConflict. */
export async function updateEdition(
  tx: AuditedTransaction,
  draft: EditionDraft,
  { version, ...changes }: EditionInput,
): Promise<void> {
  await updateIfUnchanged<Edition>(tx, 'methodologyVersions', { id: draft.id, version }, changes)
  await tx.record('methodology.updated', draft.id, changes)
}

/** Throws a draft away with all that is in it. */
export async function discardDraftEdition(
  tx: AuditedTransaction,
  { id, family, edition }: EditionDraft & Pick<Edition, 'edition'>,
): Promise<void> {
  await tx.db('methodologyVersions').where({ id }).delete()
  await tx.record('methodology.discarded', id, { family, edition })
}
