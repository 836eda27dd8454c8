import type { Db } from '#platform/db/connection.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'

/** Since when the processing of somebody's data is restricted, of any of what is known of them; null where it is not. */
export async function restrictedSince(
  db: Db,
  { personId, participantIds }: Pick<Subject, 'personId' | 'participantIds'>,
): Promise<Date | null> {
  const known = await db('people')
    .where({ id: personId })
    .select('restrictedAt')
    .unionAll([db('participants').whereIn('id', participantIds).select('restrictedAt')])
  const since = (known as { restrictedAt: Date | null }[]).flatMap(({ restrictedAt }) => restrictedAt ?? [])
  return since.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}
