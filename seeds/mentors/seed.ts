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
import { findViewer } from '#modules/people/roles/queries.ts'
import { seedSession } from '../advice/seed.ts'
import { idIn } from '../look-up.ts'
import type { People } from '../people/seed.ts'
import { readStory } from '../story.ts'
import { assignments, profiles, requests, sessions, type DemoRequest } from './schema.ts'
import { seedTimesheets } from './timesheets.ts'
import { tellFrom } from '../telling.ts'

const today = day('2020-03-02')

/** Tells of the mentors: who they are and on what terms, what was asked of them, and how their months were signed. */
export async function seedMentors(db: Db, people: People): Promise<void> {
  await tellFrom(db, '2019-10-01T08:00:00Z')
  await engage(db, people)
  for (const { mentor, ...profile } of readStory('mentors/profiles.json', profiles)) {
    const person = await people(mentor)
    await transact(db, person, async (tx) => {
      const known = await findKnownMentor(tx.db, person.id, today)
      if (known) await saveProfile(tx, known, 0, { ...profile, photoId: null }, new Date('2019-10-01T08:00:00Z'))
    })
  }
  for (const request of readStory('mentors/requests.json', requests)) await seedRequest(db, people, request)
  await seedTimesheets(db, people)
}

async function engage(db: Db, people: People) {
  const { engaged, contracted } = readStory('mentors/assignments.json', assignments)
  await transact(db, await people(engaged.by), async (tx) => {
    const { account, parish: slug, from: fromDay, to: toDay, contractedMinutes } = engaged
    const mentor = await createAccount(tx, { ...account, password: demoPassword })
    const place = { personId: mentor.id, parishId: await idIn(tx.db, 'parishes', { slug }) }
    await assignMentor(tx, { ...place, fromDay, toDay, contractedMinutes, hidesEarlierNotes: false })
  })
  for (const { parish: slug, by, contractedMinutes } of contracted) {
    await transact(db, await people(by), async (tx) => {
      const parishId = await idIn(tx.db, 'parishes', { slug })
      const id = await idIn(tx.db, 'roleAssignments', { role: 'mentor', parishId })
      const assignment = await findAssignment(tx.db, await viewer(tx, people, by), id, today)
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

async function seedRequest(db: Db, people: People, told: DemoRequest) {
  const { parish: slug, at, topic, question, channel, days, dates, declined, note } = told
  const [asker, mentor] = [await people(told.by), await people(told.mentor)]
  const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
  await tellFrom(db, at)
  const id = await transact(db, asker, async (tx) => {
    const asked = { topic, question, channel, days, initiativeId: null }
    const parishId = await idIn(tx.db, 'parishes', { slug })
    return createRequest(tx, { ...asked, parishId, byPhone: told.by === 'engure' }, at)
  })
  if (told.withdrawn) await transact(db, asker, (tx) => withdrawRequest(tx, { id, version: 1 }, later(20)))
  if (declined) await transact(db, mentor, (tx) => declineRequest(tx, { id, version: 1 }, declined, later(20)))
  const proposed = dates?.map(({ on, ...date }) => ({ ...date, onDay: on }))
  if (proposed) await transact(db, mentor, (tx) => proposeDates(tx, { id, version: 1 }, proposed, note, later(5)))
  if (told.agreed) {
    await transact(db, asker, async (tx) => {
      const first = await tx.db('adviceProposals').where({ requestId: id, position: 1 }).first()
      await acceptDate(tx, { id, version: 2 }, first, later(9))
    })
  }
  if (told.answered === undefined) return
  for (const session of readStory('mentors/sessions.json', sessions))
    await seedSession(db, slug, mentor, session, session.on === told.answered ? id : undefined)
}
