import { describe, expect } from 'vitest'
import { day, type Month } from '#platform/values/day.ts'
import { listTimesheets } from '#modules/mentors/timesheets/queries.ts'
import { may } from '#modules/mentors/timesheets/policy.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, test } from '../../../support/test.ts'
import { handIn, held, locked, monthAt, parish, personId, send, territory } from './timesheet-setup.ts'
import { idOf } from '../../../support/rows.ts'

describe('a mentor’s month', () => {
  test('is decided by nobody who gave it, whatever else they are', async ({ signedInAs, db }) => {
    const mentorId = await personId(db, 'mentor')
    const territoryId = await territory(db, 'ape')
    await db('roleAssignments').insert({ personId: mentorId, role: 'partner', territoryId, fromDay: '2019-05-01' })
    await held(db, 'gaujiena', '2020-01-31')
    const at = await monthAt(db, '2020-01')
    const mentor = await signedInAs('mentor')
    await handIn(mentor, at)
    await send(await signedInAs('gaujiena'), `${at}/confirmation`, { parish: await parish(db, 'gaujiena') }).expect(303)
    await send(mentor, `${at}/approval`, { territory: territoryId }).expect(403)
    const { id: submissionId } = await db('timesheetSubmissions').first('id')
    await expect(
      db.transaction((trx) =>
        trx('timesheetApprovals').insert({ submissionId, territoryId, approvedBy: mentorId, approvedAt: new Date() }),
      ),
    ).rejects.toMatchObject({ constraint: 'timesheets_decided_by_others' })
  })

  test('that is locked changes by reasoned addenda alone, which another approves', async ({ signedInAs, db }) => {
    const at = await locked(signedInAs, db)
    const [mentor, ape] = [await signedInAs('mentor'), await signedInAs('ape')]
    const { key } = fieldsOf((await mentor.get(at)).text, `${at}/addenda`)
    const more = { key, parishId: await parish(db, 'gaujiena'), minutes: '-30', why: 'Another project <b>' }
    for (const [wrong, message] of [
      [{ minutes: '0' }, 'Enter whole minutes'],
      [{ why: '' }, 'Fill in this field'],
      [{ minutes: '-91' }, 'less than zero'],
      [{ parishId: await parish(db, 'engure') }, 'not assigned to this parish'],
    ] as const) {
      const page = await send(mentor, `${at}/addenda`, { ...more, ...wrong }).expect(422)
      expect(page.text).toContain(message)
    }
    await send(mentor, `${at}/addenda`, more).expect(303)
    await send(mentor, `${at}/addenda`, more).expect(303)
    const [{ id }, ...others] = await db('timesheetAddenda')
    expect(others).toEqual([])
    await send(mentor, `${at}/addenda/${id}`, { do: 'approve' }).expect(403)
    await send(ape, `${at}/addenda/${id}`, { do: 'approve' }).expect(303)
    const text = (await mentor.get(at)).text
    expect(text).toMatch(/Submitted time<\/dt><dd>90[\s\S]*Addenda<\/dt><dd>−30[\s\S]*With addenda<\/dt><dd>60/)
    expect(text).toContain('Another project &lt;b&gt;')
    // Who wrote it does not approve it.
    await send(ape, `${at}/addenda`, { ...more, key: undefined, minutes: '10' }).expect(303)
    const own = await idOf(db('timesheetAddenda').whereNull('approved'))
    await send(ape, `${at}/addenda/${own}`, { do: 'approve' }).expect(403)
  })

  test('is listed for those who may see it, and for nobody else', async ({ signedInAs, db }) => {
    await locked(signedInAs, db)
    await held(db, 'varska', '2020-02-02')
    const today = day('2020-03-02')
    const all = await listTimesheets(db, await viewerOf(db, 'lead'), today, 'lv')
    expect(all.map(({ month }) => month)).toEqual(['2020-02', '2020-01'] as Month[])
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      const listed = (await listTimesheets(db, viewer, today, 'lv')).map(({ month }) => month)
      const allowed = all.filter(
        (month) =>
          may.seeTimesheet(viewer, month) ||
          month.parishes.some(({ id }) => may.seeTimesheetOfParish(viewer, month, id)),
      )
      expect(listed, member).toEqual(allowed.map(({ month }) => month))
      for (const { month } of all) {
        const { status } = await (await signedInAs(member)).get(await monthAt(db, month))
        expect(status === 200, `${member} ${month}`).toBe(listed.includes(month))
      }
    }
  })

  test('costs a fixed number of queries', async ({ signedInAs, db }) => {
    const at = await locked(signedInAs, db)
    const ape = await signedInAs('ape')
    const counts = async () => [
      await queriesOf(db, () => ape.get('/en/work/mentors/months').expect(200)),
      await queriesOf(db, () => ape.get(at).expect(200)),
    ]
    const before = await counts()
    for (let on = 1; on < 20; on += 1) await held(db, 'gaujiena', `2020-02-${String(on).padStart(2, '0')}`)
    expect(await counts()).toEqual(before)
  })
})
