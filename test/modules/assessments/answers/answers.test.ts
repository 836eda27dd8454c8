import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { queriesOf } from '../../../support/queries.ts'
import { answerOf, questionOf, roundOf, send } from '../assessment-round.ts'

const code = 'people.skills'
const skills = (db: Db) => answerOf(db, 'viresi', code)

describe('an answer', () => {
  test('is saved by itself, with who gave it, and leads back to its question', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const saved = await send(ape, db, 'viresi', code, { value: '3', why: 'Trīs audējas', in: 'lv', version: '0' })
    expect(saved.status).toBe(303)
    expect(saved.headers['location']).toBe(`${roundOf('viresi')}/people?in=lv#people.skills`)
    expect(await skills(db)).toMatchObject({ score: 3, version: 1, words: { source: 'lv', lv: 'Trīs audējas' } })
    const page = await ape.get(`${roundOf('viresi')}/people`).expect(200)
    expect(page.text).toMatch(/Saved: [^<]*2\d{3}[^<]*, Demo speciāliste \(Ape\)/)
  })

  test('has a lock of its own: two people who answer different questions never meet', async ({ signedInAs, db }) => {
    const [one, other] = [await signedInAs('ape'), await signedInAs('ape')]
    const first = await send(one, db, 'viresi', code, { value: '3', version: '0' })
    const second = await send(other, db, 'viresi', 'people.leaders', { value: '1', version: '0' })
    expect([first.status, second.status]).toEqual([303, 303])
  })

  test('that somebody else gave meanwhile is shown beside what was typed, and neither is lost', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    await send(ape, db, 'viresi', code, { value: '3', why: 'Theirs', in: 'en', version: '0' })
    const late = await send(ape, db, 'viresi', code, { value: '5', why: 'Mine <b>', in: 'en', version: '0' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Theirs')
    expect(late.text).toContain('Mine &lt;b&gt;')
    expect(late.text.match(/role="alert"/g)).toHaveLength(1)
    expect(await skills(db)).toMatchObject({ score: 3, version: 1 })
    const again = await send(ape, db, 'viresi', code, { value: '5', why: 'Mine <b>', in: 'en', version: '1' })
    expect(again.status).toBe(303)
    expect(await skills(db)).toMatchObject({ score: 5, words: { en: 'Mine <b>' } })
  })

  test('that does not apply needs a reason, and then has no value', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const without = await send(ape, db, 'viresi', code, { value: '2', notApplicable: 'yes', reason: ' ', version: '0' })
    expect(without.status).toBe(422)
    expect(without.text).toContain('Write why it does not apply.')
    expect(without.text).toMatch(/value="2"[^>]* checked/)
    expect(await skills(db)).toBeUndefined()
    await send(ape, db, 'viresi', code, {
      value: '2',
      notApplicable: 'yes',
      reason: 'Nobody lives here',
      in: 'en',
      version: '0',
    })
    expect(await skills(db)).toMatchObject({ score: null, notApplicable: true, reason: { en: 'Nobody lives here' } })
    await send(ape, db, 'viresi', code, { value: '2', reason: 'Nobody lives here', in: 'en', version: '1' })
    expect(await skills(db)).toMatchObject({ score: 2, notApplicable: false, reason: null })
  })

  test('keeps its other languages when it is written in one', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    await send(ape, db, 'viresi', code, { value: '3', why: 'Audējas', in: 'lv', version: '0' })
    await send(ape, db, 'viresi', code, { value: '3', why: 'Weavers', in: 'en', version: '1' })
    expect(await skills(db)).toMatchObject({ words: { source: 'lv', lv: 'Audējas', en: 'Weavers' } })
    const page = await ape.get(`${roundOf('viresi')}/people?in=et`).expect(200)
    expect(page.text).toContain('Latviešu: Audējas')
  })

  test('comes back with what was typed where it cannot be taken', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const refused = [
      ['people.children', { value: 'many' }, 'many'],
      [code, { value: '9', why: 'Kept' }, 'Kept'],
      [code, { value: '1', why: 'Her code is 120175-12345' }, '120175-12345'],
      [code, { value: '1', why: 'x'.repeat(2001) }, 'x'.repeat(2001)],
      ['places.kitchen', { value: 'golden', why: 'Kept' }, 'Kept'],
      [code, { value: '1', meetingId: '00000000-0000-4000-8000-000000000000', why: 'Kept' }, 'Kept'],
    ] as const
    for (const [question, typed, kept] of refused) {
      const stored = await answerOf(db, 'viresi', question)
      const answer = await send(ape, db, 'viresi', question, { ...typed, version: String(stored?.version ?? 0) })
      expect([question, answer.status]).toEqual([question, 422])
      expect(answer.text).toContain(kept)
      expect(await answerOf(db, 'viresi', question)).toEqual(stored)
    }
  })

  test('of another parish or section cannot be reached through one’s own', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const id = await questionOf(db, code)
    await ape
      .post(`${roundOf('viresi')}/market/${id}`)
      .type('form')
      .send({ value: '3', version: '0' })
      .expect(404)
    await ape
      .post(`${roundOf('meremae')}/people/${id}`)
      .type('form')
      .send({ value: '3', version: '0' })
      .expect(404)
  })

  test('is given once when the same form is sent twice at the same moment', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const body = { value: '3', version: '0' }
    await send(ape, db, 'viresi', code, body)
    expect((await send(ape, db, 'viresi', code, body)).status).toBe(303)
    expect((await send(ape, db, 'viresi', code, { ...body, value: '2' })).status).toBe(409)
    expect(
      await db('assessmentAnswers')
        .where({ criterionId: await questionOf(db, code) })
        .whereIn('assessmentId', db('assessments').where({ state: 'draft' }).select('id')),
    ).toHaveLength(1)
  })
})

test('the page of a section asks the database as often for 8 questions as for 5', async ({ signedInAs, db }) => {
  const ape = await signedInAs('ape')
  const read = (address: string) => queriesOf(db, () => ape.get(address).expect(200))
  const [many, few] = [await read(`${roundOf('gaujiena')}/people`), await read(`${roundOf('viresi')}/conclusions`)]
  expect(many).toBe(few)
  expect(many).toBeLessThanOrEqual(8)
})
