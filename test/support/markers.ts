import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { tablesOf, type PersonalTable, type RegisterColumn } from '#modules/privacy/register/register.ts'
import { rowsAbout } from '#modules/privacy/subject/row-queries.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'

/** What nobody else has, by which somebody is found again wherever they were written down. */
/** A name with the marks that are written otherwise in JSON and in HTML. */
export const marker = { name: 'Zzmarker "Ilze" O\\Qqxname', email: 'zzmarker@act.example', phone: '+37120990099' }
const pattern = 'zzmarker|20990099'

const types = z.array(z.object({ name: z.string(), type: z.string() }))

async function typesOf(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.raw(`select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
  return new Map(types.parse(rows).map(({ name, type }) => [name, type]))
}

const ofColumn: Partial<Record<string, string>> = {
  email: marker.email,
  recipient: marker.email,
  subject_email: marker.email,
  phone: marker.phone,
  slug: 'zzmarker',
  former_names: `{${JSON.stringify(marker.name)}}`,
  parts: JSON.stringify([`Raksta ${marker.name}`]),
}

const ofType: Partial<Record<string, string>> = {
  text: marker.name,
  citext: marker.name,
  multilingual: JSON.stringify({ source: 'lv', lv: `Stāsta ${marker.name} par to` }),
  jsonb: JSON.stringify({ responsible: marker.name }),
}

/** What can be written into a column of this type so that it names somebody; null where nothing can. */
const planted = (column: string, type: string): string | null =>
  type === '' ? null : (ofColumn[column] ?? ofType[type] ?? null)

// Locales, digests and choices of a list hold no words of anybody.
const wordless =
  /^(locale|password_hash|token_hash|asked_hash|code_hash|hash|credential_id|sid|sess|form_content|wording|given_by|withdrawn_by|subject_hash|extended_because|answer)$/

/**
 * Writes the marker into every personal column: of rows about this person, and of one row of each text in which people are
 * named. Says into how many, and which took none, as what guards them did not let it or there is no row.
 */
export async function plantMarkers(db: Db, register: readonly RegisterColumn[], subject: Subject) {
  const typed = await typesOf(db)
  const [into, none]: [string[], string[]] = [[], []]
  for (const table of tablesOf(register)) {
    for (const { column, finds } of table.columns) {
      const name = `${table.table}.${column}`
      const text = planted(column, typed.get(name) ?? '')
      if (text === null || wordless.test(column) || finds === 'actor') continue
      // What else a document says stays readable.
      const value = text.startsWith('{"responsible"') ? db.raw('?? || ?::jsonb', [column, text]) : text
      const changed =
        finds === 'name'
          ? await plantAnywhere(db, table.table, column, value)
          : await plant(db, table, subject, { [column]: value })
      ;(changed ? into : none).push(name)
    }
  }
  return { into, none }
}

async function plant(db: Db, table: PersonalTable, subject: Subject, change: object): Promise<boolean> {
  const rows = rowsAbout(db, table, subject)
  return rows !== null && unlessRefused(db, () => rows.update(change))
}

// Some rows are locked, as what was signed or approved stays: the first that is not takes the marker.
async function plantAnywhere(db: Db, table: string, column: string, text: unknown): Promise<boolean> {
  const rows: { at: string }[] = await db(table).limit(12).select(db.raw('ctid::text as at'))
  for (const { at } of rows) {
    const row = db(table).whereRaw('ctid = ?::tid', [at])
    if (await unlessRefused(db, () => row.update({ [column]: text }))) return true
  }
  return false
}

async function unlessRefused(db: Db, change: () => Promise<number>): Promise<boolean> {
  await db.raw('savepoint plant')
  try {
    return (await change()) > 0
  } catch {
    await db.raw('rollback to savepoint plant')
    return false
  }
}

/** The tables and columns of the whole database in which the marker stands. */
export async function findMarkers(db: Db): Promise<string[]> {
  const tables = new Set([...(await typesOf(db)).keys()].map((name) => name.split('.')[0] ?? ''))
  const found: string[] = []
  for (const table of tables) {
    const { rows } = await db.raw<{ rows: { column: string }[] }>(
      `select distinct said.key as "column" from ?? as row, jsonb_each_text(to_jsonb(row)) as said
       where to_jsonb(row)::text ~* ? and said.value ~* ?`,
      [table, pattern, pattern],
    )
    found.push(...rows.map(({ column }) => `${table}.${column}`))
  }
  return found.sort()
}
