import { describe, expect } from 'vitest'
import { z } from 'zod'
import { fieldsOf } from '../support/form-fields.ts'
import { linkIn, trainingDay, typed } from '../support/registrations.ts'
import { rowOf } from '../support/rows.ts'
import { appOn, visitor, type Visitor } from '../support/portal.ts'
import { test } from '../support/test.ts'

const edit = '/en/work/training/weaving/edit'
const clicks = [1, 2, 3, 4, 5]

describe('a form that is sent several times at once', () => {
  test('leads to what it saved each time, and shows nobody a conflict with themselves', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    const ape = await signedInAs('ape')
    const fields = { ...fieldsOf((await ape.get(edit).expect(200)).text, edit), capacity: '7' }
    const send = (more: object = {}) =>
      ape
        .post(edit)
        .type('form')
        .send({ ...fields, ...more })
    const led = await Promise.all(clicks.map(() => send().expect(303)))
    const late = await send().expect(303)
    expect(new Set([...led, late].map(({ headers }) => headers['location'])).size).toBe(1)
    const changes = db('auditLog').where({ event: 'training.updated', subjectId: dayId })
    expect(await changes).toHaveLength(1)
    // Something else from the same old page is still held against what was saved since.
    await send({ capacity: '8' }).expect(409)
  })

  test('is held against what was saved elsewhere since, also by the same person', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const ape = await signedInAs('ape')
    const old = { ...fieldsOf((await ape.get(edit).expect(200)).text, edit), capacity: '7' }
    await ape.post(edit).type('form').send(old).expect(303)
    const elsewhere = edit.replace('/en/', '/lv/')
    const later = { ...fieldsOf((await ape.get(elsewhere).expect(200)).text, elsewhere), capacity: '9' }
    await ape.post(elsewhere).type('form').send(later).expect(303)
    await ape.post(edit).type('form').send(old).expect(409)
  })

  test('is known by another process, as long as nothing else happened to what it saved', async ({ signedInAs, db }) => {
    const dayId = await trainingDay(db)
    const ape = await signedInAs('ape')
    const another = await visitor(await appOn(db), db, 'ape@example.org')
    const fields = { ...fieldsOf((await ape.get(edit).expect(200)).text, edit), registrationClosesOn: '1 2 20' }
    const send = (browser: Visitor) => browser.post(edit).type('form').send(fields)
    const first = await send(ape).expect(303)
    expect((await send(another).expect(303)).headers['location']).toBe(first.headers['location'])
    expect(await db('auditLog').where({ event: 'training.updated', subjectId: dayId })).toHaveLength(1)
    // Saved elsewhere, by the other process: what was sent first is no more, and neither process says that it is.
    const later = { ...fieldsOf((await another.get(edit).expect(200)).text, edit), capacity: '9' }
    await another.post(edit).type('form').send(later).expect(303)
    for (const browser of [ape, another]) await send(browser).expect(409)
  })

  test('is one act by a private link too', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    await guest.post('/et/training/weaving/registration').type('form').send(typed('Demo one')).expect(303)
    const link = await linkIn(db, typed('Demo one').email)
    const fields = { ...fieldsOf((await guest.get(link)).text, link), needs: 'A ramp' }
    for (let click = 0; click < 5; click++) await guest.post(link).type('form').send(fields).expect(303)
    expect(await db('auditLog').where({ event: 'registration.changed' })).toHaveLength(1)
  })

  test('has a button without a version pressed once, and again when it is pressed again', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db, { state: 'planned' })
    const ape = await signedInAs('ape')
    const press = () => ape.post('/en/work/calendar')
    await Promise.all(clicks.map(() => press().expect(303)))
    const renewed = () => db('auditLog').where({ event: 'training.feed_renewed' }).count({ of: '*' })
    const first = (await rowOf(renewed(), { of: z.number() })).of
    await press().expect(303)
    expect((await rowOf(renewed(), { of: z.number() })).of).toBe(first + 1)
  })
})
