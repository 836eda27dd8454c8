import type { Db } from '#platform/db/connection.ts'
import { tablesOf, type RegisterColumn } from '#modules/privacy/register/register.ts'
import { keysOfTables, rowsAbout } from '#modules/privacy/subject/row-queries.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { ExportedRow, NamesById } from './readable.ts'
import { secretColumns, type Exported } from './export.ts'

// What somebody did can be very much; the newest of it says what there is.
const mostDone = 5000

/** Everything that the portal keeps about somebody, as it is now. */
export async function findEverything(
  db: Db,
  register: readonly RegisterColumn[],
  subject: Subject,
  madeAt: Date,
): Promise<Exported> {
  const about: Exported['about'] = {}
  for (const table of tablesOf(register)) {
    const query = rowsAbout(db, table, subject)
    const rows: { row: ExportedRow }[] =
      query === null ? [] : await query.select(db.raw('to_jsonb(??) as row', [table.table]))
    if (rows.length > 0) about[table.table] = newestFirst(rows.map(({ row }) => withoutSecrets(table.table, row)))
  }
  return {
    madeAt,
    subject,
    about,
    done: await findDone(db, register, subject),
    names: await findNames(db, about),
  }
}

// What the numbers in somebody's rows are called: their places, training days and visits.
async function findNames(db: Db, about: Exported['about']): Promise<NamesById> {
  const values = Object.values(about).flatMap((rows) => rows.flatMap((row) => Object.values(row)))
  const ids = values.flatMap((value) => (typeof value === 'string' && isUuid(value) ? [value] : []))
  const { rows } = await db.raw<{ rows: { id: string; name: Multilingual }[] }>(
    `select id, name from (
       select id, names as name from parishes union all select id, names from territories
       union all select id, title from training_days union all select id, title from visits
       union all select d.id, title from training_dates d join training_days on training_days.id = d.day_id
       union all select r.id, title from registrations r join training_days on training_days.id = r.day_id
       union all select v.id, title from visit_participants v join visits on visits.id = v.visit_id
     ) as named where id = any(?::uuid[])`,
    [ids],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

// By the first of its times that a row has.
const timeOf = (row: ExportedRow) =>
  Object.values(row).find((value): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) ?? ''
const newestFirst = (rows: ExportedRow[]) => rows.toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)))

// Private links stand in letters, and digests tell nobody anything.
const secretText = /[0-9a-f]{32,}/g

function withoutSecrets(table: string, row: ExportedRow): ExportedRow {
  const shown = Object.entries(row).map(([column, value]) => [
    column,
    secretColumns.has(`${table}.${column}`) && value !== null ? '•' : value,
  ])
  return JSON.parse(JSON.stringify(Object.fromEntries(shown)).replace(secretText, '•')) as ExportedRow
}

const times = `select c.relname as "table", min(a.attname) as at from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`

async function findDone(db: Db, register: readonly RegisterColumn[], { personId }: Subject): Promise<Exported['done']> {
  if (personId === null) return {}
  const keys = await keysOfTables(db)
  const { rows: clocks } = await db.raw<{ rows: { table: string; at: string }[] }>(times)
  const done: Exported['done'] = {}
  for (const acted of register.filter(({ finds }) => finds === 'actor')) {
    const { table } = acted
    const of = { key: keys.get(table) ?? 'null', clock: clocks.find((each) => each.table === table)?.at }
    const rows = await rowsDoneBy(db, personId, acted, of)
    if (rows.length > 0) done[table] = [...(done[table] ?? []), ...rows]
  }
  return done
}

// What says that somebody did something: when, and what they wrote there.
async function rowsDoneBy(
  db: Db,
  personId: string,
  { table, column, wrote = [] }: RegisterColumn,
  { key, clock }: { key: string; clock: string | undefined },
): Promise<ExportedRow[]> {
  const at = clock === undefined ? 'null' : 'to_jsonb(??)'
  const event = table === 'audit_log' ? ', event' : ''
  const texts = wrote.length > 0 ? `, jsonb_build_array(${wrote.map(() => '??').join(', ')}) as wrote` : ''
  const { rows } = await db.raw<{ rows: ExportedRow[] }>(
    `select ${key} as id, ?::text as "as", ${at} as at${event}${texts}
     from ?? where ?? = ? order by at desc nulls last limit ${mostDone}`,
    [column, ...(clock === undefined ? [] : [clock]), ...wrote, table, column, personId],
  )
  return rows
}
