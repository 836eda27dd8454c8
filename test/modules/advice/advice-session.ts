import { logSession } from '#modules/advice/sessions/commands.ts'
import type { SessionInput } from '#modules/advice/sessions/session.ts'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { findViewer } from '#modules/people/roles/queries.ts'

export const idOf = async (db: Db, table: string, where: object): Promise<string> =>
  (await db(table).where(where).first<{ id: string }>('id')).id

export const assignmentIn = async (db: Db, parish: string) => {
  const mentorId = await idOf(db, 'people', { email: 'mentor@example.org' })
  const parishId = await idOf(db, 'parishes', { slug: parish })
  return { id: await idOf(db, 'roleAssignments', { personId: mentorId, parishId }), mentorId, parishId }
}

/** A session the mentor has logged, with one step for the community. */
export async function logged(db: Db, parish: string, changes: Partial<SessionInput> = {}) {
  const assignment = await assignmentIn(db, parish)
  return transact(db, { id: assignment.mentorId }, (tx) =>
    logSession(tx, assignment, {
      initiativeId: null,
      heldOn: day('2020-02-20'),
      minutes: 60,
      channel: 'onsite',
      phase: 'design',
      topics: ['money'],
      summary: { source: 'lv', lv: 'Pārrunājām cenu' },
      privateNote: 'Strīds par telpām',
      steps: [{ what: { source: 'lv', lv: 'Aptaujāt kaimiņus' }, owner: 'community', dueOn: day('2020-03-01') }],
      ...changes,
    }),
  )
}

/** A row of a table, as the database has it now. */
export const rowOf = (db: Db, table: string, where: object = {}): Promise<Record<string, unknown>> =>
  db(table).where(where).first<Record<string, unknown>>()

/** One of the cast as the portal knows them on the day of the tests. */
export async function viewerOf(db: Db, member: string): Promise<Viewer> {
  const viewer = await findViewer(db, await idOf(db, 'people', { email: `${member}@example.org` }), day('2020-03-02'))
  if (!viewer) throw new Error(`${member} is nobody`)
  return viewer
}
