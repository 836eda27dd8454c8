import { Stale, type Act } from '#db/act.ts'
import { inOrder, type RankedRow, type Swot } from './swot.ts'

/** Keeps what a meeting ranked, if nobody has kept it since the version seen; throws Stale otherwise. */
export async function rank(
  act: Act,
  { assessmentId, items }: Pick<Swot, 'assessmentId' | 'items'>,
  version: number,
  ranked: { rows: readonly RankedRow[]; public: boolean },
): Promise<void> {
  const id = await keep(act, assessmentId, version, ranked.public)
  const known = new Set(items.map((item) => item.id))
  const rows = inOrder(ranked.rows).map(({ key, ...row }) => ({
    ...row,
    swotId: id,
    ...(known.has(key) && { id: key }),
  }))
  await act.trx('swotItems').where({ swotId: id }).delete()
  if (rows.length > 0) await act.trx('swotItems').insert(rows)
  await act.record('swot.ranked', assessmentId, { items: rows.length, public: ranked.public })
}

async function keep(act: Act, assessmentId: string, version: number, isPublic: boolean): Promise<string> {
  const saved = { public: isPublic, savedAt: new Date(), savedBy: act.personId }
  const swots = act.trx('swots')
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
  if (!row) throw new Stale('what the meeting ranked was saved by somebody else')
  return row.id as string
}
