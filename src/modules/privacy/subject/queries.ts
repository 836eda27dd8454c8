import type { Db } from '#platform/db/connection.ts'
import type { Subject } from './subject.ts'

interface Known {
  id: string
  name: string
  email: string | null
}

/** What the portal knows under an e-mail address, or of the account and the participants with these numbers. */
export async function findSubject(
  db: Db,
  of: { email: string | null; personId?: string | null; participantIds?: readonly string[] },
): Promise<Subject> {
  const { email, personId = null, participantIds = [] } = of
  const people: Known[] = await db('people')
    .where((either) => {
      void either.whereIn('id', personId === null ? [] : [personId])
      if (email !== null) void either.orWhere({ email })
    })
    .select('id', 'name', 'email')
  const addresses = [...new Set([...(email === null ? [] : [email]), ...people.map((each) => each.email ?? '')])]
  const participants: Known[] = await db('participants')
    .where((either) => {
      void either.whereIn('id', [...participantIds])
      void either.orWhereRaw('email = any(?::citext[])', [addresses])
    })
    .orderBy('createdAt')
    .select('id', 'name', 'email')
  const all = [...people, ...participants]
  return {
    personId: people[0]?.id ?? null,
    participantIds: participants.map(({ id }) => id),
    emails: [...new Set([...addresses, ...all.flatMap((each) => each.email ?? [])])],
    names: [...new Set(all.map(({ name }) => name))],
  }
}
