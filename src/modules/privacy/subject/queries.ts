import type { Db } from '#platform/db/connection.ts'
import { parsePhone } from '#platform/forms/contact.ts'
import type { Subject } from './subject.ts'

interface Known {
  id: string
  name: string
  email: string | null
  /** Names that they had before. */
  formerNames: string[]
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
    .select('id', 'name', 'email', 'formerNames')
  const addresses = [...new Set([...(email === null ? [] : [email]), ...people.map((each) => each.email ?? '')])]
  const participants: Known[] = await db('participants')
    .where((either) => {
      void either.whereIn('id', [...participantIds])
      void either.orWhereRaw('email = any(?::citext[])', [addresses])
    })
    .orderBy('createdAt')
    .select('id', 'name', 'email', 'formerNames')
  const all = [...people, ...participants]
  return {
    personId: people[0]?.id ?? null,
    participantIds: participants.map(({ id }) => id),
    emails: [...new Set([...addresses, ...all.flatMap((each) => each.email ?? [])])],
    names: namesOf(all),
  }
}

const namesOf = (all: readonly Known[]) => [
  ...new Set([...all.map(({ name }) => name), ...all.flatMap(({ formerNames }) => formerNames)]),
]

/** An account or an entry as a participant that is known under an address. */
export interface Found extends Known {
  /** Where it is from. */
  from: ('account' | 'training' | 'visit')[]
}

/** Everybody whom the portal knows under an address, and of those numbers: a family or a society may share one mailbox. */
export async function listFound(db: Db, of: Parameters<typeof findSubject>[1]): Promise<Found[]> {
  const { personId, participantIds } = await findSubject(db, of)
  const accounts: Known[] = await db('people').where({ id: personId }).select('id', 'name', 'email', 'formerNames')
  const has = (table: string) => `exists (select from ${table} where participant_id = participants.id)`
  const participants: (Known & { trains: boolean; travels: boolean })[] = await db('participants')
    .whereIn('id', participantIds)
    .orderBy('createdAt')
    .select('id', 'name', 'email', 'formerNames')
    .select(db.raw(`${has('registrations')} as trains, ${has('visit_participants')} as travels`))
  return [
    ...accounts.map((each) => ({ ...each, from: ['account' as const] })),
    ...participants.map(({ trains, travels, ...each }) => ({
      ...each,
      from: [...(trains ? (['training'] as const) : []), ...(travels ? (['visit'] as const) : [])],
    })),
  ]
}

const mostNamed = 20

/**
 * Those without an e-mail address who have a name like this, whatever its marks, or this telephone number: whoever registered by
 * telephone. Who has an address asks from it, and gets their file there: nobody else is given it by their name.
 */
export async function listNamed(db: Db, text: string): Promise<Found[]> {
  const phone = parsePhone(text)
  const like = `%${text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\\%_]/g, '\\$&')}%`
  const called: { id: string }[] = await db('participants')
    .whereNull('email')
    .whereNull('erasedAt')
    .where((either) => {
      void either.whereRaw('unaccent(name) ilike unaccent(?)', [like])
      if (phone !== null) void either.orWhere({ phone })
    })
    .orderBy('name')
    .limit(mostNamed)
    .select('id')
  return called.length === 0 ? [] : listFound(db, { email: null, participantIds: called.map(({ id }) => id) })
}

const alike = (name: string) => name.trim().toLowerCase()

/** Who is meant until somebody says otherwise: all where they are one person, those of the account's name, or nobody. */
export function meantAtFirst(found: readonly Found[], personId: string | null): Found[] {
  const [first] = found
  const only = new Set(found.map(({ name }) => alike(name))).size === 1 ? first : undefined
  const one = only ?? found.find(({ id }) => id === personId)
  return one ? found.filter(({ name }) => alike(name) === alike(one.name)) : []
}

/** Numbers of those who are meant, as a request or a file keeps them. */
export const numbersOf = (meant: readonly Found[]): Pick<Subject, 'personId' | 'participantIds'> => ({
  personId: meant.find(({ from }) => from.includes('account'))?.id ?? null,
  participantIds: meant.filter(({ from }) => !from.includes('account')).map(({ id }) => id),
})

/** Those with these numbers and nobody else: an address that others use too tells nothing of them. */
export async function findMeant(
  db: Db,
  of: Pick<Subject, 'personId' | 'participantIds'> & { email: string | null },
): Promise<{ found: Found[]; subject: Subject }> {
  const found = await listFound(db, of)
  const isMeant = ({ id }: Found) => id === of.personId || of.participantIds.includes(id)
  const meant = found.filter(isMeant)
  const addressesOf = (all: readonly Found[]) => all.flatMap(({ email }) => email?.toLowerCase() ?? [])
  const shared = addressesOf(found.filter((each) => !isMeant(each)))
  const addresses = [...(of.email === null ? [] : [of.email.toLowerCase()]), ...addressesOf(meant)]
  const subject = {
    ...numbersOf(meant),
    emails: [...new Set(addresses)].filter((each) => !shared.includes(each)),
    names: namesOf(meant),
  }
  return { found, subject }
}
