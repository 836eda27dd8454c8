import type { Db, Query } from '#platform/db/connection.ts'
import type { Purpose } from '#platform/services/personal-data.ts'
import { tablesOf, type PersonalTable, type RegisterColumn } from '#modules/privacy/register/register.ts'
import { spellingsOf, type Mention, type Subject } from './subject.ts'

// Rows that say of somebody only through another row.
const through: Readonly<Record<string, string>> = {
  registration_links: 'registration_id in (select id from registrations where participant_id = any(?::uuid[]))',
  consents: `registration_id in (select id from registrations where participant_id = any(?::uuid[]))
    or traveller_id in (select id from visit_participants where participant_id = any(?::uuid[]))`,
}

const home: Readonly<Record<string, 'personId' | 'participantIds'>> = {
  people: 'personId',
  participants: 'participantIds',
}

const numbersOf = (subject: Subject, from: 'personId' | 'participantIds') =>
  from === 'personId' ? (subject.personId === null ? [] : [subject.personId]) : subject.participantIds

/** The rows of a table that are about this person: null where the table can have none. */
export function rowsAbout(db: Db, { table, columns }: PersonalTable, subject: Subject): Query | null {
  const own = home[table]
  if (own) return db(table).whereIn('id', numbersOf(subject, own))
  const path = through[table]
  if (path)
    return db(table).whereRaw(
      path,
      (path.match(/[?]/g) ?? []).map(() => subject.participantIds),
    )
  const refers = columns.filter(({ finds }) => finds === 'account' || finds === 'participant' || finds === 'address')
  if (refers.length === 0) return null
  return db(table).where((either) => {
    void either.whereRaw('false')
    for (const { column, finds } of refers) {
      const from = finds === 'participant' ? 'participantIds' : 'personId'
      // What counts attempts is counted under an address, and what it came from.
      if (table === 'rate_limits') {
        for (const email of subject.emails) void either.orWhereRaw(`strpos(lower(??), lower(?)) > 0`, [column, email])
      } else if (finds === 'address') void either.orWhereRaw('?? = any(?::citext[])', [column, subject.emails])
      else void either.orWhereIn(column, numbersOf(subject, from))
    }
  })
}

const keyOfTable = `select c.relname as "table",
    concat('concat_ws(''/'', ', string_agg(format('%I', a.attname), ', ' order by array_position(i.indkey, a.attnum)), ')') as key
  from pg_index i join pg_class c on c.oid = i.indrelid
  join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
  where i.indisprimary and c.relnamespace = 'public'::regnamespace group by c.relname`

/** For each table the SQL that writes its primary key as one text. */
export async function keysOfTables(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.raw<{ rows: { table: string; key: string }[] }>(keyOfTable)
  return new Map(rows.map(({ table, key }) => [table, key]))
}

// Private links stand in letters: whoever is called like a piece of one finds nothing by it.
const withoutLinks = `regexp_replace(??::text, '[0-9a-fA-F]{32,}|/[\\w-]{40,}', '•', 'g')`
// Shorter names stand in too many words.
const shortest = 4

/** Every text that names this person, in columns in which somebody may be named. */
export async function listMentions(db: Db, register: readonly RegisterColumn[], subject: Subject): Promise<Mention[]> {
  const names = subject.names.filter(({ length }) => length >= shortest).flatMap(spellingsOf)
  if (names.length === 0) return []
  const keys = await keysOfTables(db)
  const mentions: Mention[] = []
  for (const { table, column } of register.filter(({ finds }) => finds === 'name')) {
    for (const name of names) {
      const { rows } = await db.raw<{ rows: { key: string; excerpt: string }[] }>(
        `select key, substr(said, greatest(1, strpos(lower(said), lower(?)) - 40), 80 + length(?)) as excerpt
         from (select ${keys.get(table) ?? 'null'} as key, ${withoutLinks} as said from ??) as texts
         where strpos(lower(said), lower(?)) > 0 order by 1 limit 200`,
        [name, name, column, table, name],
      )
      mentions.push(...rows.map(({ key, excerpt }) => ({ table, column, key, excerpt })))
    }
  }
  return [...new Map(mentions.map((each) => [`${each.table}.${each.column}:${each.key}`, each])).values()]
}

/** How many rows say that this person did something, by the number of their account. */
export async function countDone(db: Db, register: readonly RegisterColumn[], { personId }: Subject): Promise<number> {
  if (personId === null) return 0
  let done = 0
  for (const { table, column } of register.filter(({ finds }) => finds === 'actor')) {
    const [row] = (await db(table)
      .where({ [column]: personId })
      .count({ count: '*' })) as [{ count: number }]
    done += row.count
  }
  return done
}

/** How many rows there are about somebody, by what they are kept for. */
export async function countFound(
  db: Db,
  register: readonly RegisterColumn[],
  subject: Subject,
): Promise<{ purpose: Purpose; rows: number }[]> {
  const counts = new Map<Purpose, number>()
  for (const table of tablesOf(register)) {
    const query = rowsAbout(db, table, subject)
    const purpose = table.columns[0]?.purpose
    if (query === null || purpose === undefined) continue
    const [{ count }] = (await query.count({ count: '*' })) as [{ count: number }]
    if (count > 0) counts.set(purpose, (counts.get(purpose) ?? 0) + count)
  }
  return [...counts].map(([purpose, rows]) => ({ purpose, rows }))
}
