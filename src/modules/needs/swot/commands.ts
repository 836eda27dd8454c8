import { present } from '#platform/db/clock.ts'
import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import { inRankOrder, type RankedRow, type Swot } from './swot.ts'

/** Keeps what a meeting ranked, if nobody has kept it since the version seen; throws VersionConflict otherwise. */
export async function saveSwotRanking(
  tx: AuditedTransaction,
  { assessmentId, items }: Pick<Swot, 'assessmentId' | 'items'>,
  version: number,
  ranked: { rows: readonly RankedRow[]; public: boolean },
): Promise<void> {
  const id = await saveRankedItems(tx, assessmentId, version, ranked.public)
  const known = new Set(items.map((item) => item.id))
  const rows = inRankOrder(ranked.rows).map(({ key, ...row }) => ({
    ...row,
    swotId: id,
    ...(known.has(key) && { id: key }),
  }))
  await tx.db('swotItems').where({ swotId: id }).delete()
  if (rows.length > 0) await tx.db('swotItems').insert(rows)
  await tx.record('swot.ranked', assessmentId, { items: rows.length, public: ranked.public })
}

async function saveRankedItems(
  tx: AuditedTransaction,
  assessmentId: string,
  version: number,
  isPublic: boolean,
): Promise<string> {
  const saved = { public: isPublic, savedAt: present(tx.db), savedBy: tx.personId }
  const swots = tx.db('swots')
  const [row] =
    version > 0
      ? await swots
          .where({ assessmentId, version })
          .update({ ...saved, version: version + 1 })
          .returning('id')
      : await swots
          .insert({ assessmentId, ...saved })
          .onConflict('assessmentId')
          .ignore()
          .returning('id')
  if (!row) throw new VersionConflict('what the meeting ranked was saved by somebody else')
  return row.id as string
}
