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

/** How somebody is reached as a participant: the telephone number that stands there, and whether all they are has an address too. */
export async function contactOf(
  db: Db,
  { participantIds }: Pick<Subject, 'participantIds'>,
): Promise<{ phone: string | null; hasAddress: boolean }> {
  const rows: { phone: string | null; email: string | null }[] = await db('participants')
    .whereIn('id', participantIds)
    .orderBy('createdAt')
    .select('phone', 'email')
  return {
    phone: rows.find(({ phone }) => phone !== null)?.phone ?? null,
    hasAddress: rows.every(({ email }) => email !== null),
  }
}
