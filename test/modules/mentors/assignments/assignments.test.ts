import { describe, expect } from 'vitest'
import { findSession, listNotes } from '#modules/advice/sessions/queries.ts'
import { may as mayOfAdvice } from '#modules/advice/sessions/policy.ts'
import { day } from '#platform/values/day.ts'
import { isInactive } from '#modules/mentors/assignments/assignment.ts'
import { listAssignments, listInactiveUnreminded } from '#modules/mentors/assignments/queries.ts'
import { mentorJobs } from '#modules/mentors/jobs.ts'
import { mayOfAssignment } from '#modules/mentors/assignments/policy.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { demoMembers, test } from '../../../support/test.ts'
import { held, parish, personId, send } from '../timesheets/timesheet-setup.ts'
import { idOf } from '../../../support/rows.ts'

const today = day('2020-03-02')

describe('an assignment', () => {
  test('is made, changed and ended by partner staff, and overlaps with none of the same pair', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const form = fieldsOf((await ape.get('/en/work/mentors/new')).text)
    const viresi = await parish(db, 'viresi')
    const typed = { ...form, personId: await personId(db, 'mentor'), parishId: viresi, contractedHours: '1.5' }
    await send(ape, '/en/work/mentors/new', typed).expect(303)
    await send(ape, '/en/work/mentors/new', typed).expect(303)
    const again = await send(ape, '/en/work/mentors/new', { ...typed, key: undefined }).expect(422)
    expect(again.text).toContain('assigned to this parish in these days already')
    const assignment = { id: await idOf(db('roleAssignments').where({ parishId: viresi, role: 'mentor' })) }
    expect(await db('assignmentAgreements').where({ id: assignment.id }).first()).toMatchObject({
      contractedMinutes: 90,
      hidesEarlierNotes: true,
    })

    const at = `/en/work/mentors/assignments/${assignment.id}`
    const terms = fieldsOf((await ape.get(at)).text)
    await send(ape, at, { ...terms, toDay: '1.3.2020' }).expect(422)
    for (const contractedHours of ['20000', '10000,02', '0'])
      expect((await send(ape, at, { ...terms, contractedHours }).expect(422)).text).toContain('from 0.01 to 10,000')
    await send(ape, at, { ...terms, toDay: '30.4.2020', contractedHours: '2' }).expect(303)
    await send(ape, at, { ...terms, contractedHours: '3' }).expect(409)
    expect(await db('roleAssignments').where({ id: assignment.id }).first('toDay')).toEqual({ toDay: '2020-04-30' })
    // Nobody is assigned to a parish of another territory, nor somebody without an account.
    await send(ape, '/en/work/mentors/new', { ...typed, key: undefined, parishId: await parish(db, 'engure') }).expect(
      422,
    )
    const nobody = await send(ape, '/en/work/mentors/new', { ...typed, key: undefined, email: 'nobody@example.org' })
    expect(nobody.text).toContain('Nobody has an account')
  })

  test('is listed by the alphabet of who reads, whatever the order of the database', async ({ signedInAs, db }) => {
    const fromDay = '2020-03-01'
    const parishIds = [await parish(db, 'viresi'), await parish(db, 'gaujiena'), await parish(db, 'trapene')]
    for (const [at, name] of ['Zane Z', 'Āris Ā', 'Ülo Ü'].entries()) {
      const person = { name, email: `name${at}@example.org`, locale: 'lv' }
      const [{ id: personId }] = await db('people').insert(person).returning('id')
      await db('roleAssignments').insert({ personId, role: 'mentor', parishId: parishIds[at], fromDay })
    }
    const lead = await signedInAs('lead')
    const namesIn = async (locale: string) =>
      (await lead.get(`/${locale}/work/mentors`).expect(200)).text.match(/Zane Z|Āris Ā|Ülo Ü/g)
    expect([...new Set(await namesIn('lv'))]).toEqual(['Āris Ā', 'Ülo Ü', 'Zane Z'])
    expect([...new Set(await namesIn('et'))]).toEqual(['Āris Ā', 'Zane Z', 'Ülo Ü'])
  })

  test('is seen by those whom the policy names', async ({ db }) => {
    const all = await listAssignments(db, await viewerOf(db, 'lead'), today, 'lv')
    expect(all.length).toBeGreaterThan(1)
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      const listed = (await listAssignments(db, viewer, today, 'lv')).map(({ id }) => id)
      expect(listed.toSorted(), member).toEqual(
        all
          .filter((each) => mayOfAssignment.seeAssignment(viewer, each))
          .map(({ id }) => id)
          .toSorted(),
      )
    }
  })

  test('opens the private notes of those before only where it says so', async ({ db }) => {
    const { id } = await held(db, 'gaujiena', '2020-01-10')
    const { id: later } = await held(db, 'gaujiena', '2020-02-20')
    const person = await personId(db, 'varska')
    const parishId = await parish(db, 'gaujiena')
    const assignment = { personId: person, role: 'mentor', parishId, fromDay: '2020-02-01' }
    const [{ id: assignmentId }] = await db('roleAssignments').insert(assignment).returning('id')
    const reads = async () => {
      const viewer = await findViewer(db, person, today)
      if (!viewer) throw new Error('nobody')
      const sessions = []
      for (const each of [id, later]) sessions.push(await findSession(db, viewer, each))
      const known = sessions.filter((session) => session !== undefined)
      const notes = await listNotes(db, viewer, known)
      for (const session of known)
        expect(notes.has(session.id), session.heldOn).toBe(mayOfAdvice.readNote(viewer, session))
      return [...notes.keys()]
    }
    expect(await reads()).toEqual([])
    await db('assignmentAgreements').insert({ id: assignmentId, hidesEarlierNotes: true })
    expect(await reads()).toEqual([])
    await db('assignmentAgreements').where({ id: assignmentId }).update({ hidesEarlierNotes: false })
    expect(await reads()).toEqual([id])
  })
})

describe('a mentor who has logged nothing for thirty days', () => {
  test('is reminded once of each silence', async ({ signedInAs, db }) => {
    await held(db, 'gaujiena', '2020-02-01')
    await held(db, 'varska', '2020-02-02')
    const silent = await listInactiveUnreminded(db, today)
    expect(silent.map(({ parishSlug }) => parishSlug)).toEqual(['gaujiena'])
    const all = await listAssignments(db, await viewerOf(db, 'lead'), today, 'lv')
    expect(all.filter((each) => isInactive(each, today)).map(({ id }) => id)).toEqual(silent.map(({ id }) => id))

    const clock = { now: new Date('2020-03-02T08:00:00Z') }
    const [job] = mentorJobs({ db, now: () => clock.now })
    for (let time = 0; time < 3; time += 1) await job?.run()
    expect(await db('mailMessages').pluck('recipient')).toEqual(['mentor@example.org'])
    expect((await (await signedInAs('ape')).get('/en/work')).text).toContain('Last entry')
    expect((await (await signedInAs('setomaa')).get('/en/work')).text).not.toContain('Last entry')

    // At half past eleven in the evening the day is the same, an hour later Värska is silent too.
    clock.now = new Date('2020-03-02T21:30:00Z')
    await job?.run()
    expect(await db('mailMessages')).toHaveLength(1)
    clock.now = new Date('2020-03-02T22:30:00Z')
    await job?.run()
    expect(await db('mailMessages')).toHaveLength(2)
    // Another session, and another silence.
    await held(db, 'gaujiena', '2020-03-03')
    clock.now = new Date('2020-05-01T08:00:00Z')
    await job?.run()
    await job?.run()
    expect(await db('mailMessages')).toHaveLength(3)
  })
})
