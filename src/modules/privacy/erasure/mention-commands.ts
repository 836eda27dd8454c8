import type { AuditedTransaction } from '#platform/db/transact.ts'
import { keysOfTables } from '#modules/privacy/subject/row-queries.ts'
import { mentionKey, spellingsOf, type Mention } from '#modules/privacy/subject/subject.ts'
import { columnShapes, type ColumnShape } from './queries.ts'

const plain = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Replaces names in texts, and says which of them what guards the table did not let be changed: what was signed, approved or
 * locked stays. What the change leaves among earlier versions of the same record is replaced too.
 */
export async function replaceMentions(
  tx: AuditedTransaction,
  mentions: readonly Pick<Mention, 'table' | 'column' | 'key'>[],
  names: readonly string[],
  instead: string,
): Promise<string[]> {
  const [keys, shapes] = [await keysOfTables(tx.db), await columnShapes(tx.db)]
  const pattern = names.flatMap(spellingsOf).map(plain).join('|')
  if (pattern === '') return []
  const refused: string[] = []
  for (const mention of mentions) {
    const shape = shapes.get(`${mention.table}.${mention.column}`)
    const key = keys.get(mention.table)
    const isDone = shape && key && (await tryReplacing(tx, mention, { shape, key, pattern, instead, shapes }))
    if (!isDone) refused.push(mentionKey(mention))
  }
  await replaceInRevisions(
    tx,
    mentions.map(({ key }) => key),
    pattern,
    instead,
  )
  return refused
}

interface Replacing {
  shape: ColumnShape
  key: string
  pattern: string
  instead: string
  shapes: Map<string, ColumnShape>
}

async function tryReplacing(
  { db }: AuditedTransaction,
  { table, column, key: row }: Pick<Mention, 'table' | 'column' | 'key'>,
  { shape, key, pattern, instead, shapes }: Replacing,
): Promise<boolean> {
  // Whoever has the record open is told that it has changed, and does not save the name back.
  const version = shapes.has(`${table}.version`) && table !== 'revisions' ? ', version = version + 1' : ''
  await db.raw('savepoint mention')
  try {
    await db.raw(`update ?? set ?? = regexp_replace(??::text, ?, ?, 'gi')::${shape.type}${version} where ${key} = ?`, [
      table,
      column,
      column,
      pattern,
      instead,
      row,
    ])
    await db.raw('release savepoint mention')
    return true
  } catch {
    await db.raw('rollback to savepoint mention')
    return false
  }
}

const replaceInRevisions = ({ db }: AuditedTransaction, keys: readonly string[], pattern: string, instead: string) =>
  db.raw(
    `update revisions set before = regexp_replace(before::text, :pattern, :instead, 'gi')::jsonb
     where subject_id::text = any(:keys) and before::text ~* :pattern`,
    { pattern, instead, keys: [...keys] },
  )
