import { logSession } from '#modules/advice/sessions/commands.ts'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { day } from '#platform/values/day.ts'
import { assignMentor, changeAssignment } from '#modules/mentors/assignments/commands.ts'
import { findAssignment } from '#modules/mentors/assignments/queries.ts'
import { saveProfile } from '#modules/mentors/profiles/commands.ts'
import { findKnownMentor } from '#modules/mentors/profiles/queries.ts'
import {
  acceptDate,
  createRequest,
  declineRequest,
  proposeDates,
  withdrawRequest,
} from '#modules/mentors/requests/commands.ts'
import { createAccount } from '#modules/people/accounts/commands.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { findViewer } from '#modules/people/accounts/queries.ts'
import { engureSessions } from './demo/mentors/engure.ts'
import { profiles } from './demo/mentors/profiles.ts'
import { requests, type DemoRequest } from './demo/mentors/requests.ts'
import { seedTimesheets } from './seed-timesheets.ts'
import type { People } from './seed-parishes.ts'

const today = day('2020-03-02')

/** Tells of the mentors: who they are and on what terms, what was asked of them, and how their months were signed. */
export async function seedMentors(db: Db, people: People): Promise<void> {
  await engage(db, people)
  for (const [name, profile] of Object.entries(profiles)) {
    const person = await people(name)
    await transact(db, person, async (tx) => {
      const known = await findKnownMentor(tx.db, person.id, today)
      if (known) await saveProfile(tx, known, 0, { ...profile, photoId: null }, new Date('2019-10-01T08:00:00Z'))
    })
  }
  for (const request of requests) await tellRequest(db, people, request)
  await seedTimesheets(db, people)
}

const parishId = async ({ db }: AuditedTransaction, slug: string): Promise<string> =>
  (await db('parishes').where({ slug }).first<{ id: string }>('id')).id

/** A mentor of their own for Engure, and terms for those who were there before terms were kept. */
async function engage(db: Db, people: People) {
  await transact(db, await people('engure'), async (tx) => {
    const facts = { email: 'mentor.engure@example.org', name: 'Demo mentore (Engure)', locale: 'lv' as const }
    const mentor = await createAccount(tx, { ...facts, password: demoPassword })
    const terms = { contractedMinutes: 1200, hidesEarlierNotes: false }
    const place = { personId: mentor.id, parishId: await parishId(tx, 'engure') }
    await assignMentor(tx, { ...place, fromDay: day('2019-12-01'), toDay: day('2020-12-31'), ...terms })
  })
  const contracted = { gaujiena: ['ape', 2400], varska: ['setomaa', 60] } as const
  for (const [slug, [staff, contractedMinutes]] of Object.entries(contracted)) {
    await transact(db, await people(staff), async (tx) => {
      const parish = await parishId(tx, slug)
      const row = await tx.db('grants').where({ role: 'mentor', parishId: parish }).first<{ id: string }>('id')
      const assignment = await findAssignment(tx.db, await viewer(tx, people, staff), row.id, today)
      if (assignment)
        await changeAssignment(tx, assignment, 0, { toDay: null, contractedMinutes, hidesEarlierNotes: true })
    })
  }
}

async function viewer({ db }: AuditedTransaction, people: People, name: string) {
  const found = await findViewer(db, (await people(name)).id, today)
  if (!found) throw new Error(`${name} holds no role`)
  return found
}

async function tellRequest(db: Db, people: People, told: DemoRequest) {
  const [asker, mentor, at] = [await people(told.by), await people(told.mentor), new Date(told.at)]
  const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
  const id = await transact(db, asker, async (tx) => {
    const asked = { ...told.asked, initiativeId: null, parishId: await parishId(tx, told.parish) }
    return createRequest(tx, { ...asked, byPhone: told.by === 'engure' }, at)
  })
  const { dates, declined } = told
  if (told.withdrawn) await transact(db, asker, (tx) => withdrawRequest(tx, { id, version: 1 }, later(20)))
  if (declined) await transact(db, mentor, (tx) => declineRequest(tx, { id, version: 1 }, declined, later(20)))
  if (dates)
    await transact(db, mentor, (tx) => proposeDates(tx, { id, version: 1 }, dates, told.note ?? null, later(5)))
  if (told.agreed) {
    await transact(db, asker, async (tx) => {
      const first = await tx.db('adviceProposals').where({ requestId: id, position: 1 }).first()
      await acceptDate(tx, { id, version: 2 }, first, later(9))
    })
  }
  if (told.parish === 'engure' && told.answered) await logOf(db, mentor, id, told.answered)
}

// The sessions of Engure: the one on this day answers the request.
async function logOf(db: Db, mentor: { id: string }, requestId: string, on: string) {
  for (const session of engureSessions) {
    await transact(db, mentor, async (tx) => {
      const place = await tx.db('grants').where({ personId: mentor.id }).first<{ id: string; parishId: string }>()
      const assignment = { id: place.id, mentorId: mentor.id, parishId: place.parishId }
      await logSession(tx, assignment, session.heldOn === on ? { ...session, requestId } : session)
    })
  }
}
