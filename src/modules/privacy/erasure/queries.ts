import type { Db } from '#platform/db/connection.ts'
import { tablesOf, type RegisterColumn } from '#modules/privacy/register/register.ts'
import { countDone, listMentions, rowsAbout } from '#modules/privacy/subject/row-queries.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'
import { operationOf, type ErasurePreview } from './plan.ts'

/** What would become of everything about somebody, with nothing changed. */
export async function previewErasure(
  db: Db,
  register: readonly RegisterColumn[],
  subject: Subject,
): Promise<ErasurePreview> {
  const preview = { removed: [], replaced: [], kept: [] } as Pick<ErasurePreview, 'removed' | 'replaced' | 'kept'>
  for (const table of tablesOf(register)) {
    const rows = await countAbout(db, table, subject)
    if (rows === 0) continue
    const operation = operationOf(table)
    const { purpose } = operation
    const line = { purpose, table: table.table, rows }
    if (operation.goes || operation.removed.length > 0) preview.removed.push(line)
    if (operation.replaced.length > 0) preview.replaced.push(line)
    preview.kept.push(...operation.kept.map((each) => ({ ...line, purpose: each })))
  }
  const mentions = await listMentions(db, register, subject)
  const stays = ({ table, column }: { table: string; column: string }) =>
    register.some((each) => each.table === table && each.column === column && each.then === 'keep')
  return {
    ...preview,
    mentions: mentions.filter((each) => !stays(each)),
    keptMentions: mentions.filter(stays),
    done: await countDone(db, register, subject),
    keepsName: await isInEvidence(db, subject),
  }
}

async function countAbout(db: Db, table: Parameters<typeof rowsAbout>[1], subject: Subject): Promise<number> {
  const query = rowsAbout(db, table, subject)
  if (query === null) return 0
  const [{ count }] = (await query.count({ count: '*' })) as [{ count: number }]
  return count
}

/** Whether what proves the use of the project's money rests on who this was: an approved plan, an act, a report, a list. */
export async function isInEvidence(
  db: Db,
  { personId, participantIds }: Pick<Subject, 'personId' | 'participantIds'>,
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: [{ is: boolean }] }>(
    `select exists (select from plan_versions where :person in (submitted_by, approved_by))
       or exists (select from timesheets where mentor_id = :person)
       or exists (select from timesheet_confirmations where confirmed_by = :person)
       or exists (select from handovers where state <> 'draft' and :person in (issued_by, received_by, drafted_by))
       or exists (select from attendance_lists where confirmed_by = :person)
       or exists (select from attendances where participant_id = any(:participants::uuid[]))
       or exists (select from certificates where participant_id = any(:participants::uuid[])) as is`,
    { person: personId, participants: participantIds },
  )
  return rows[0].is
}

/** How a column is emptied, and of what type it is. */
export interface ColumnShape {
  name: string
  type: string
  empty: string
}

/** The shape of each column of each table, as `table.column`. */
export async function columnShapes(db: Db): Promise<Map<string, ColumnShape>> {
  const { rows } = await db.raw<{ rows: ColumnShape[] }>(
    `select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type,
       case when not a.attnotnull then 'null' when t.typcategory = 'A' then '''{}''' else '''''' end as empty
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )
  return new Map(rows.map((shape) => [shape.name, shape]))
}
