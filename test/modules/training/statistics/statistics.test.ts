import { expect } from 'vitest'
import { findAttendanceStatistics, findAttendanceOfDay } from '#modules/training/statistics/queries.ts'
import { deliveredDay, listOf, makeEvidenced, register, write } from '../../../support/delivered-day.ts'
import { queriesOf } from '../../../support/queries.ts'
import { test } from '../../../support/test.ts'

test('people and attendances are two numbers, of the project, a territory, a parish and a day', async ({
  signedInAs,
  db,
}) => {
  const first = await deliveredDay(db, { on: ['2020-02-20', '2020-02-21'] })
  const [anna] = await register(db, first, ['Anna', 'Berta'])
  const second = await deliveredDay(db, { title: 'Cita', on: ['2020-02-22'] })
  const third = await deliveredDay(db, { title: 'Neapstiprināta', on: ['2020-02-23'] })
  const again = {
    state: 'registered',
    position: 1,
    source: 'self',
    locale: 'lv',
    registeredAt: new Date('2020-02-01T10:00:00Z'),
  }
  for (const day of [second, third]) await db('registrations').insert({ ...again, dayId: day.id, participantId: anna })
  await makeEvidenced(db, first, signedInAs)
  await makeEvidenced(db, second, signedInAs)
  // A list that nobody has confirmed is in no number.
  await write(await signedInAs('ape'), third)

  const { project, territories, days } = await findAttendanceStatistics(db)
  expect(project).toEqual({ persons: 2, attendances: 5 })
  expect(territories).toMatchObject([{ persons: 2, attendances: 5, parishes: [{ persons: 2, attendances: 5 }] }])
  expect(days.map(({ persons, attendances }) => [persons, attendances])).toEqual([
    [1, 1],
    [2, 4],
  ])
  expect(await findAttendanceOfDay(db, third.id)).toBeNull()

  const staff = await signedInAs('engure')
  const { text } = await staff.get('/en/work/training/attendance').expect(200)
  expect(text).toContain('Gaujiena')
  expect(text).not.toContain('Anna')
  expect(await queriesOf(db, () => staff.get('/en/work/training/attendance'))).toBeLessThanOrEqual(4)
})

test('names stay with those in charge, on whatever page they are asked for', async ({ signedInAs, db }) => {
  const day = await deliveredDay(db)
  await register(db, day, ['Unmistakable Name'])
  await makeEvidenced(db, day, signedInAs)
  expect((await (await signedInAs(null)).get(`/en/training/${day.slug}`)).text).toMatch(
    /People: <strong>1<\/strong> · Attendances: <strong>1</,
  )
  for (const member of [null, 'gaujiena', 'mentor', 'admin', 'engure'] as const) {
    const person = await signedInAs(member)
    for (const at of [`/en/training/${day.slug}`, '/en/training', listOf(day), `/en/work/training/${day.slug}`])
      expect((await person.get(at)).text).not.toContain('Unmistakable')
  }
  const { details } = await db('auditLog').where({ event: 'attendance.saved' }).first<{ details: object }>('details')
  expect(JSON.stringify(details)).not.toContain('Unmistakable')
})

test('a written list is on the desk of those who may confirm it, until somebody does', async ({ signedInAs, db }) => {
  const day = await deliveredDay(db)
  await register(db, day, ['Anna'])
  await write(await signedInAs('ape'), day)
  const isWaiting = async (member: 'ape' | 'lead' | 'engure') =>
    (await (await signedInAs(member)).get('/en/work')).text.includes('Attendance to confirm')
  expect([await isWaiting('lead'), await isWaiting('ape'), await isWaiting('engure')]).toEqual([true, false, false])
  await makeEvidenced(db, day, signedInAs)
  expect(await isWaiting('lead')).toBe(false)
})
