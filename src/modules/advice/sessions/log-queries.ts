import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Session } from './session.ts'

type Choice = Pick<Session, 'assignmentId' | 'initiativeId' | 'channel' | 'phase'>

/** What the mentor chose last, to be offered again. */
export const findLastSessionChoices = (db: Db, viewer: Viewer): Promise<Choice | undefined> =>
  db('adviceSessions')
    .where({ mentorId: viewer.id })
    .orderBy('createdAt', 'desc')
    .first('assignmentId', 'initiativeId', 'channel', 'phase')

/** Whether the mentor's form with this one-time key was recorded before. */
export const wasLogged = async (db: Db, { id: mentorId }: Viewer, key: string): Promise<boolean> =>
  (await db('adviceSessions').where({ mentorId, sentAs: key }).first('id')) !== undefined
