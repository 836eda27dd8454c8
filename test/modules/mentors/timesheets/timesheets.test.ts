import { describe, expect } from 'vitest'
import { z } from 'zod'
import { fingerprint } from '#platform/values/canonical.ts'
import { sumOfMinutes } from '#modules/mentors/timesheets/timesheet.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { test } from '../../../support/test.ts'
import { handIn, held, monthAt, parish, personId, send, territory } from './timesheet-setup.ts'
import { rowOf } from '../../../support/rows.ts'

describe('a mentor’s month', () => {
  test('is signed, confirmed by each community, approved by each partner, and then locked', async ({
    signedInAs,
    db,
  }) => {
    await held(db, 'gaujiena', '2020-01-31', 90)
    await held(db, 'varska', '2020-01-02', 30)
    const at = await monthAt(db, '2020-01')
    await handIn(await signedInAs('mentor'), at)
    // What is signed is the sum of what was logged.
    const signed = await db('timesheetSubmissions').first()
    const minutes: number[] = await db('adviceSessions').pluck('minutes')
    expect(signed).toMatchObject({
      minutes: sumOfMinutes(minutes.map((each) => ({ minutes: each }))),
      sha256: fingerprint((await rowOf(db('timesheetSubmissions'), { snapshot: z.unknown() })).snapshot),
    })

    const gaujiena = await signedInAs('gaujiena')
    const seen = await gaujiena.get(at).expect(200)
    expect(seen.text).not.toContain('2 January 2020')
    await send(gaujiena, `${at}/confirmation`, { parish: await parish(db, 'varska') }).expect(404)
    await send(await signedInAs('ape'), `${at}/approval`, { territory: await territory(db, 'ape') }).expect(403)
    await send(gaujiena, `${at}/confirmation`, { parish: await parish(db, 'gaujiena') }).expect(303)
    await send(await signedInAs('ape'), `${at}/approval`, { territory: await territory(db, 'ape') }).expect(303)
    expect(await db('timesheets').first('state')).toEqual({ state: 'submitted' })

    // Nobody in Värska may confirm: its partner goes on with a reason.
    const setomaa = await signedInAs('setomaa')
    const home = await territory(db, 'setomaa')
    const without = { parish: await parish(db, 'varska') }
    await send(setomaa, `${at}/approval`, { territory: home }).expect(403)
    await send(setomaa, `${at}/confirmation`, { ...without, going: '' }).expect(422)
    await send(setomaa, `${at}/confirmation`, { ...without, going: 'Nobody there <b>' }).expect(303)
    await send(setomaa, `${at}/approval`, { territory: home }).expect(303)
    expect(await db('timesheets').first('state')).toEqual({ state: 'locked' })
    expect((await (await signedInAs('mentor')).get(at)).text).toContain('Nobody there &lt;b&gt;')
    const told: string[] = await db('mailMessages').pluck('once')
    const news = told.map((once) => once.split(' ')[1])
    expect(news.toSorted()).toEqual(['approve', 'confirm', 'locked', 'without'])
  })

  test('is handed in once it is over in Riga, as the mentor saw it', async ({ signedInAs, db }) => {
    await held(db, 'gaujiena', '2020-03-01')
    await held(db, 'gaujiena', '2020-02-29')
    const mentor = await signedInAs('mentor')
    const [march, february] = [await monthAt(db, '2020-03'), await monthAt(db, '2020-02')]
    await send(mentor, `${march}/submission`, {}).expect(403)
    const page = await mentor.get(february).expect(200)
    await held(db, 'gaujiena', '2020-02-28')
    const late = await send(mentor, `${february}/submission`, fieldsOf(page.text, `${february}/submission`)).expect(409)
    expect(late.text).toContain('Sessions were logged or changed')
    await send(mentor, `${february}/submission`, fieldsOf(late.text, `${february}/submission`)).expect(303)
    await send(mentor, `${february}/submission`, fieldsOf(late.text, `${february}/submission`)).expect(303)
    expect(await db('timesheetSubmissions')).toHaveLength(1)
  })

  test('that is handed in keeps its sessions, until it is taken back', async ({ signedInAs, db }) => {
    const { id } = await held(db, 'gaujiena', '2020-01-31')
    const mentor = await signedInAs('mentor')
    const at = await monthAt(db, '2020-01')
    await handIn(mentor, at)
    const session = `/en/work/advice/${id}`
    const form = {
      ...fieldsOf((await mentor.get(session)).text),
      otherMinutes: '200',
      minutes: '',
      summary: 'Longer <i>',
    }
    const refused = await send(mentor, session, form).expect(422)
    expect(refused.text).toContain('This month’s report has been submitted')
    expect(refused.text).toContain('Longer &lt;i&gt;')
    // What was agreed can still be done.
    const { id: step } = await db('actionItems').first('id')
    await send(await signedInAs('gaujiena'), `/en/work/advice/steps/${step}/done`).expect(303)
    expect((await rowOf(db('actionItems'), { doneAt: z.date().nullable() })).doneAt).not.toBeNull()

    const { version } = await db('timesheets').first('version')
    await send(mentor, `${at}/recall`, { version }).expect(303)
    await send(mentor, session, form).expect(303)
    await handIn(mentor, at)
    expect(await db('timesheetSubmissions').orderBy('number').pluck('minutes')).toEqual([60, 200])
  })

  test('is signed by who was a mentor until its last day', async ({ signedInAs, db }) => {
    await held(db, 'gaujiena', '2020-02-28')
    await db('roleAssignments').where({ role: 'mentor' }).update({ toDay: '2020-02-29' })
    const mentor = await signedInAs('mentor')
    expect((await mentor.get('/en/work').expect(200)).text).toContain('to be submitted')
    await handIn(mentor, await monthAt(db, '2020-02'))
    expect(await db('timesheets').first('state')).toEqual({ state: 'submitted' })
  })

  test('that comes again is decided on beside what was said last time, and whether anything changed', async ({
    signedInAs,
    db,
  }) => {
    const [mentor, gaujiena] = [await signedInAs('mentor'), await signedInAs('gaujiena')]
    await held(db, 'gaujiena', '2020-01-30', 90)
    const at = await monthAt(db, '2020-01')
    await handIn(mentor, at)
    expect((await gaujiena.get(at)).text).not.toContain('Returned before')
    const { version } = await db('timesheets').first('version')
    await send(gaujiena, `${at}/return`, { version, reason: 'We talked for an hour' }).expect(303)
    await handIn(mentor, at)
    for (const decider of [gaujiena, await signedInAs('ape')]) {
      const { text } = await decider.get(at).expect(200)
      expect(text).toContain('We talked for an hour')
      expect(text).toContain('Nothing was changed since.')
    }
    const again = await rowOf(db('timesheets'), { version: z.number() })
    await send(gaujiena, `${at}/return`, { version: again.version, reason: 'Still' }).expect(303)
    await db('adviceSessions').where({ heldOn: '2020-01-30' }).update({ minutes: 60 })
    await handIn(mentor, at)
    const { text } = await gaujiena.get(at)
    expect(text).toContain('Still')
    expect(text).not.toContain('Nothing was changed since.')
  })

  test('is returned with a note, and mended', async ({ signedInAs, db }) => {
    await held(db, 'gaujiena', '2020-01-31')
    const at = await monthAt(db, '2020-01')
    await handIn(await signedInAs('mentor'), at)
    const { version } = await db('timesheets').first('version')
    const gaujiena = await signedInAs('gaujiena')
    await send(gaujiena, `${at}/return`, { version, reason: '' }).expect(422)
    await send(gaujiena, `${at}/return`, { version, reason: 'One hour less' }).expect(303)
    expect((await (await signedInAs('mentor')).get(at)).text).toContain('One hour less')
    expect((await (await signedInAs('mentor')).get('/en/work')).text).toContain('returned to you')
    await handIn(await signedInAs('mentor'), at)
    // A decision on the first submission comes too late.
    const [first] = await db('timesheetSubmissions').orderBy('number').pluck('id')
    const by = { confirmedBy: await personId(db, 'gaujiena'), confirmedAt: new Date() }
    await expect(
      db.transaction((trx) =>
        trx('timesheetConfirmations').insert({
          submissionId: first,
          parishId: db('parishes').where({ slug: 'gaujiena' }).select('id'),
          ...by,
        }),
      ),
    ).rejects.toMatchObject({ constraint: 'timesheets_wait_to_be_decided' })
  })
})
