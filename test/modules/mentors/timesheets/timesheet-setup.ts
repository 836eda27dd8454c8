import { logSession } from '#modules/advice/sessions/commands.ts'
import type { SessionInput } from '#modules/advice/sessions/session.ts'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import type { Visitor } from '../../../support/portal.ts'

const idOf = async (db: Db, table: string, where: object): Promise<string> =>
  (await db(table).where(where).first<{ id: string }>('id')).id

export const personId = (db: Db, name: string) => idOf(db, 'people', { email: `${name}@example.org` })

const assignmentIn = async (db: Db, parish: string) => {
  const mentorId = await personId(db, 'mentor')
  const parishId = await idOf(db, 'parishes', { slug: parish })
  return { id: await idOf(db, 'roleAssignments', { personId: mentorId, parishId, role: 'mentor' }), mentorId, parishId }
}

/** A session that the mentor logged in a parish on a day. */
export async function held(db: Db, parish: string, on: string, minutes = 60, changes: Partial<SessionInput> = {}) {
  const assignment = await assignmentIn(db, parish)
  return transact(db, { id: assignment.mentorId }, (tx) =>
    logSession(tx, assignment, {
      initiativeId: null,
      heldOn: day(on),
      minutes,
      channel: 'onsite',
      phase: 'design',
      topics: ['money'],
      summary: { source: 'lv', lv: 'Pārrunājām cenu' },
      privateNote: 'Strīds par telpām',
      steps: [{ what: { source: 'lv', lv: 'Aptaujāt kaimiņus' }, owner: 'community', dueOn: null }],
      ...changes,
    }),
  )
}

export const send = (person: Visitor, to: string, body: object = {}) => person.post(to).type('form').send(body)

export const monthAt = async (db: Db, month: string) =>
  `/en/work/mentors/months/${await personId(db, 'mentor')}/${month}`

export const territory = (db: Db, slug: string) => idOf(db, 'territories', { slug })
export const parish = (db: Db, slug: string) => idOf(db, 'parishes', { slug })

/** Hands in what the mentor sees of the month. */
export async function handIn(mentor: Visitor, at: string) {
  const page = await mentor.get(at).expect(200)
  await send(mentor, `${at}/submission`, fieldsOf(page.text, `${at}/submission`)).expect(303)
}

/** A month with one session, which everybody has decided on. */
export async function locked(signedInAs: (member: 'mentor' | 'gaujiena' | 'ape') => Promise<Visitor>, db: Db) {
  await held(db, 'gaujiena', '2020-01-31', 90)
  const at = await monthAt(db, '2020-01')
  await handIn(await signedInAs('mentor'), at)
  await send(await signedInAs('gaujiena'), `${at}/confirmation`, { parish: await parish(db, 'gaujiena') }).expect(303)
  await send(await signedInAs('ape'), `${at}/approval`, { territory: await territory(db, 'ape') }).expect(303)
  return at
}
