import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { deliveredDay, listOf, register, write } from '../../../support/delivered-day.ts'
import type { Visitor } from '../../../support/portal.ts'
import { queriesOf } from '../../../support/queries.ts'
import { test } from '../../../support/test.ts'

const marked = async (db: Db, day: TrainingDay) =>
  db('attendances')
    .join('participants', 'participants.id', 'participantId')
    .where({ dateId: day.dates[0]?.id })
    .orderBy('name')
    .select('name', 'minutes', 'method')

const formOf = async (person: Visitor, day: TrainingDay, at = 0) =>
  fieldsOf((await person.get(listOf(day, at))).text, listOf(day, at))

const send = (person: Visitor, to: string, fields: object) => person.post(to).type('form').send(fields)

describe('the list of a date', () => {
  test('is written in one save, with minutes, and people who came without registering', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    const [anna] = await register(db, day, ['Anna', 'Berta'])
    const staff = await signedInAs('ape')
    await send(staff, listOf(day), {
      ...(await formOf(staff, day)),
      [`row.${anna}.here`]: 'yes',
      [`row.${anna}.minutes`]: '240',
      'row.new-1.name': "Ķēniņš <b>O'Neill</b> Жуков",
      'row.new-1.contact': '+371 2000 0000',
    }).expect(303)
    expect(await marked(db, day)).toEqual([
      { name: 'Anna', minutes: 240, method: 'paper' },
      { name: "Ķēniņš <b>O'Neill</b> Жуков", minutes: 300, method: 'paper' },
    ])
    expect((await staff.get(listOf(day))).text).toContain('Ķēniņš &lt;b&gt;O&#39;Neill&lt;/b&gt; Жуков')
  })

  test('gives back what was typed where minutes are longer than the date or a contact is none', async ({
    signedInAs,
    db,
  }) => {
    const day = await deliveredDay(db)
    const [anna] = await register(db, day, ['Anna'])
    const staff = await signedInAs('ape')
    const fields = {
      ...(await formOf(staff, day)),
      [`row.${anna}.here`]: 'yes',
      [`row.${anna}.minutes`]: '1 000',
      'row.new-1.name': 'Cecīlija',
      'row.new-1.contact': 'next door',
    }
    const { text } = await send(staff, listOf(day), fields).expect(422)
    expect(text).toContain('At most 300: the date took no longer.')
    expect(text).toContain('value="next door"')
    expect(text).toContain('Enter an e-mail address or a telephone number.')
    expect(await marked(db, day)).toEqual([])
  })

  test('puts together what two people saved at once, and asks where both marked the same person', async ({
    signedInAs,
    db,
  }) => {
    const day = await deliveredDay(db)
    const [anna, berta] = await register(db, day, ['Anna', 'Berta'])
    const staff = await signedInAs('ape')
    const opened = await formOf(staff, day)
    await send(staff, listOf(day), { ...opened, [`row.${anna}.here`]: 'yes' }).expect(303)
    await send(staff, listOf(day), { ...opened, [`row.${berta}.here`]: 'yes' }).expect(303)
    expect(await marked(db, day)).toHaveLength(2)

    const met = await send(staff, listOf(day), {
      ...opened,
      [`row.${anna}.here`]: 'yes',
      [`row.${anna}.minutes`]: '90',
    })
    expect(met.status).toBe(409)
    expect(met.text).toContain('Was there, 90 min, signed on paper')
    expect(met.text).toContain('Was there, 300 min, signed on paper')
    await send(staff, listOf(day), fieldsOf(met.text, listOf(day))).expect(303)
    expect(await marked(db, day)).toMatchObject([{ name: 'Anna', minutes: 90 }, { name: 'Berta' }])
  })

  test('opens when the date begins, and has nobody on two lists at the same hours', async ({ signedInAs, db }) => {
    const [day, other] = [
      await deliveredDay(db),
      await deliveredDay(db, { title: 'Cita', starts: '14:00', ends: '18:00' }),
    ]
    const [anna = ''] = await register(db, day, ['Anna'])
    await db('registrations').insert({
      dayId: other.id,
      participantId: anna,
      state: 'registered',
      position: 1,
      source: 'self',
      locale: 'lv',
      registeredAt: new Date('2020-02-01T10:00:00Z'),
    })
    const staff = await signedInAs('ape')
    await write(staff, day)
    const { text } = await send(staff, listOf(other), { ...(await formOf(staff, other)), [`row.${anna}.here`]: 'yes' })
    expect(text).toContain('This person is on the list of another training at the same time.')

    const ahead = await deliveredDay(db, { title: 'Rīt', on: ['2020-03-03'], ahead: true })
    expect((await staff.get(listOf(ahead))).text).toContain('The list opens when the date begins.')
    await send(staff, listOf(ahead), { rows: '', method: 'paper' }).expect(403)
    const row = {
      dateId: ahead.dates[0]?.id,
      participantId: anna,
      minutes: 5,
      method: 'staff',
      recordedAt: new Date('2020-03-02'),
    }
    await db.raw('savepoint before')
    await expect(db('attendances').insert(row)).rejects.toMatchObject({ constraint: 'attendances_not_ahead' })
    await db.raw('rollback to savepoint before')
  })

  test('takes as many queries for three hundred people as for three', async ({ signedInAs, db }) => {
    const [small, large] = [await deliveredDay(db), await deliveredDay(db, { title: 'Visi', on: ['2020-02-21'] })]
    await register(db, small, ['Anna', 'Berta', 'Cecīlija'])
    await register(
      db,
      large,
      Array.from({ length: 300 }, (_, at) => `Cilvēks ${at}`),
    )
    const staff = await signedInAs('ape')
    const few = await queriesOf(db, () => staff.get(listOf(small)).expect(200))
    expect(await queriesOf(db, () => staff.get(listOf(large)).expect(200))).toBe(few)
    expect(few).toBeLessThanOrEqual(6)
    await write(staff, large)
    expect(await marked(db, large)).toHaveLength(300)
  })
})

describe('the count', () => {
  const confirm = (person: Visitor, day: TrainingDay, fields: object) =>
    send(person, `${listOf(day)}/confirmation`, { note: '', ...fields })

  test('is confirmed by somebody who did not write the list, and locks it', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    const [anna] = await register(db, day, ['Anna', 'Berta'])
    const [staff, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const opened = await formOf(staff, day)
    await write(staff, day)
    expect((await staff.get(listOf(day))).text).toContain('somebody else confirms its count')
    await confirm(staff, day, { version: '2', counted: '2' }).expect(403)
    await confirm(lead, day, { version: '1', counted: '2' }).expect(409)
    await confirm(lead, day, { version: '2', counted: '2' }).expect(303)
    await send(staff, listOf(day), { ...opened, [`row.${anna}.here`]: 'yes' }).expect(403)

    await send(staff, `${listOf(day)}/reopening`, { reason: ' ' }).expect(422)
    await send(staff, `${listOf(day)}/reopening`, { reason: 'Somebody was left out' }).expect(303)
    await send(staff, listOf(day), await formOf(staff, day)).expect(303)
  })

  test('explains a difference', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    await register(db, day, ['Anna', 'Berta'])
    await write(await signedInAs('ape'), day)
    const lead = await signedInAs('lead')
    const refused = await confirm(lead, day, { version: '2', counted: '1' }).expect(422)
    expect(refused.text).toContain('The list has 2. Say why the count is another.')
    await confirm(lead, day, { version: '2', counted: '1', note: 'Berta forgot to sign' }).expect(303)
    expect((await lead.get(listOf(day))).text).toContain('Berta forgot to sign')
  })

  test('is refused by the database itself to whoever wrote in the list', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    await register(db, day, ['Anna'])
    await write(await signedInAs('ape'), day)
    const { id } = await db('people').where({ email: 'ape@example.org' }).first<{ id: string }>('id')
    const confirmed = { confirmedBy: id, confirmedAt: new Date(), counted: 1, listed: 1 }
    await db.raw('savepoint before')
    await expect(db('attendanceLists').where({ id: day.dates[0]?.id }).update(confirmed)).rejects.toMatchObject({
      constraint: 'attendance_lists_second_person',
    })
    await db.raw('rollback to savepoint before')
    await (
      await signedInAs('lead')
    )
      .post(`${listOf(day)}/confirmation`)
      .type('form')
      .send({ version: '2', counted: '1', note: '' })
    await expect(db('attendances').where({ dateId: day.dates[0]?.id }).update({ minutes: 10 })).rejects.toMatchObject({
      constraint: 'attendances_locked',
    })
  })
})
