import type { Db } from '#platform/db/connection.ts'
import type { MessagePart } from '#platform/mail/message.ts'

/** The path of the link in the letter to an address whose link nobody used and no other ended; null where there is none. */
export async function newestLink(db: Db, recipient: string, beginning = ''): Promise<string | null> {
  const letters: { parts: MessagePart[] }[] = await db('mailMessages')
    .join('accountLinks', (join) => join.on(db.raw(`once like '%' || account_links.id`)))
    .whereNull('usedAt')
    .whereNull('endedAt')
    .where({ recipient })
    .whereLike('once', `${beginning}%`)
    .orderBy('accountLinks.createdAt', 'desc')
    .select('parts')
  const part = letters[0]?.parts.find((each) => typeof each === 'object' && 'link' in each)
  return typeof part === 'object' && 'link' in part ? part.to : null
}

/** How many letters of a kind there are to an address. */
export const lettersTo = async (db: Db, recipient: string, kind: string): Promise<number> =>
  (await db('mailMessages').where({ recipient }).whereLike('once', `${kind}%`)).length
