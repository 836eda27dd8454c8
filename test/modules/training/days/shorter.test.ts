import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const days = '/en/work/training'

describe('a training day of several dates', () => {
  test('is put off with all its dates, and what is missing then is named until it is made up for', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const { id: dayId } = await db('trainingDays').where({ slug: 'palidziba-senioriem-majas' }).first('id')
    await db('trainingDates').where({ dayId }).delete()
    await db('trainingDates').insert([
      { dayId, onDay: '2020-05-16', starts: '10:00', ends: '16:00', halfDays: 2 },
      { dayId, onDay: '2020-05-23', starts: '09:00', ends: '12:00', halfDays: 1 },
    ])
    const place = `${days}/palidziba-senioriem-majas`
    const page = await ape.get(`${place}/postponement`).expect(200)
    expect(page.text).toContain('16 May 2020 (2 half-days); 23 May 2020 (1 half-day)')
    const fields = fieldsOf(page.text)
    expect(fields).toMatchObject({
      ...{ rows: 'new-1 new-2', 'row.new-1.onDay': '', 'row.new-1.halfDays': '2' },
      ...{ 'row.new-2.starts': '09:00', 'row.new-2.halfDays': '1' },
    })
    const post = (more: object) =>
      ape
        .post(`${place}/postponement`)
        .type('form')
        .send({ ...fields, reason: 'Snow', 'row.new-1.onDay': '6.6.2020', ...more })
    // A date that was left open is asked for, and not lost.
    await post({}).expect(422)
    const made = await post({ 'row.new-2.remove': 'yes' }).expect(303)
    const next = made.headers['location'] as string
    expect((await ape.get(next)).text).toContain('1 practical half-day still has to be planned elsewhere.')
    const cancelling = await ape.get(`${next}/cancellation`).expect(200)
    expect(cancelling.text).toContain('3 practical half-days still have to be planned elsewhere.')
    await ape.post(`${next}/cancellation`).type('form').send({ reason: 'Ill', in: 'en' }).expect(303)
    expect((await ape.get(next)).text).toContain('3 practical half-days still have to be planned elsewhere.')
  })
})
