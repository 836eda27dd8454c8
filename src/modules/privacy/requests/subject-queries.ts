import type { Db } from '#platform/db/connection.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'

/** Whether the processing of somebody's data is restricted. */
export async function isRestricted(db: Db, { personId, participantIds }: Subject): Promise<boolean> {
  const [account, participant] = await Promise.all([
    personId === null ? undefined : db('people').where({ id: personId }).whereNotNull('restrictedAt').first('id'),
    db('participants').whereIn('id', participantIds).whereNotNull('restrictedAt').first('id'),
  ])
  return account !== undefined || participant !== undefined
}
