import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { photo, pdf, send } from '../../../support/files.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { questionOf, roundOf } from '../assessment-round.ts'
import { rowOf } from '../../../support/rows.ts'

const meetings = `${roundOf('viresi')}/meetings`
const facts = {
  heldOn: '12.3.2020',
  place: 'Vīksna',
  participants: '14',
  women: '9',
  young: '2',
  seniors: '5',
  version: '0',
}
const firstOf = async (db: Db, place: string) =>
  (await db('assessmentMeetings').where({ place }).first()) as { id: string }

describe('an assessment meeting', () => {
  test('is entered once, however often the form is sent', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const form = { ...fieldsOf((await ape.get(`${meetings}/new`)).text), ...facts, record: '<b>We spoke</b>', in: 'en' }
    const [one, two] = [
      await ape.post(`${meetings}/new`).type('form').send(form),
      await ape.post(`${meetings}/new`).type('form').send(form),
    ]
    expect([one.status, two.status]).toEqual([303, 303])
    expect(one.headers['location']).toContain(String(two.headers['location']).split('?')[0])
    expect(await db('assessmentMeetings').where({ place: 'Vīksna' })).toHaveLength(1)
    const page = await ape.get(meetings).expect(200)
    expect(page.text).toContain('14 participants')
  })

  test('cannot have more women, or more young and old people, than took part', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    for (const wrong of [
      { women: '15' },
      { young: '8', seniors: '7' },
      { participants: '' },
      { heldOn: '31.2.2020' },
    ]) {
      const answer = await ape
        .post(`${meetings}/new`)
        .type('form')
        .send({ ...facts, ...wrong })
      expect([wrong, answer.status]).toEqual([wrong, 422])
      expect(answer.text).toContain('value="Vīksna"')
    }
  })

  test('changed by two people at once shows both texts', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const { id } = await firstOf(db, 'Vīksnas stacija')
    const form = fieldsOf((await ape.get(`${meetings}/${id}`)).text)
    await ape
      .post(`${meetings}/${id}`)
      .type('form')
      .send({ ...form, place: 'The station' })
      .expect(303)
    const late = await ape
      .post(`${meetings}/${id}`)
      .type('form')
      .send({ ...form, place: 'The school' })
      .expect(409)
    expect(late.text).toContain('The station')
    expect(late.text).toContain('value="The school"')
    await ape.post(`${meetings}/${id}`).type('form').send(fieldsOf(late.text)).expect(303)
    expect((await firstOf(db, 'The school')).id).toBe(id)
  })
})

describe('who took part', () => {
  test('is known by name to those in charge only; the log learns how many', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const { id } = await firstOf(db, 'Vīksnas stacija')
    await ape
      .post(`${meetings}/${id}/names`)
      .type('form')
      .send({ names: 'Secret One\n\n Secret Two \nSecret One', version: '0' })
      .expect(303)
    expect((await ape.get(`${meetings}/${id}/names`).expect(200)).text).toContain('Secret One\nSecret Two')
    const saved = db('auditLog').where({ event: 'assessment.participants_saved' }).orderBy('id', 'desc').first()
    const entry = await rowOf(saved, { details: z.record(z.string(), z.unknown()) })
    expect(JSON.stringify(entry.details)).not.toContain('Secret')
    expect(entry.details).toMatchObject({ names: 2 })
  })

  test('is on no page that mentors, members or visitors read', async ({ signedInAs, db }) => {
    const { id } = await firstOf(db, 'Gaujienas pamatskola')
    const work = roundOf('gaujiena')
    for (const [member, address] of [
      ['mentor', `${work}/meetings/${id}`],
      ['mentor', `${work}/meetings`],
      ['gaujiena', '/en/parishes/gaujiena/assessment/baseline'],
      [null, '/en/parishes/gaujiena/assessment/baseline'],
    ] as const) {
      const { text } = await (await signedInAs(member)).get(address).expect(200)
      expect(text).not.toMatch(/Dalībniec|\/names"|\/files"/)
    }
  })

  test('is not asked for by personal code', async ({ signedInAs, db }) => {
    const { id } = await firstOf(db, 'Vīksnas stacija')
    const answer = await (
      await signedInAs('ape')
    )
      .post(`${meetings}/${id}/names`)
      .type('form')
      .send({ names: '120175-12345', version: '0' })
    expect(answer.status).toBe(422)
  })
})

describe('files', () => {
  test('stand behind an answer, and are read by those who see the work', async ({ signedInAs, db }) => {
    const [ape, mentor] = [await signedInAs('ape'), await signedInAs('lead')]
    const address = `${roundOf('viresi')}/people/${await questionOf(db, 'people.skills')}/files`
    await send(ape, address, { files: [['files', pdf, 'list of skills.pdf']] }).expect(303)
    const page = await ape.get(`${roundOf('viresi')}/people`).expect(200)
    const link = /href="([^"]*\/files\/[0-9a-f-]{36})"/.exec(page.text)?.[1] ?? ''
    expect(page.text).toContain('list of skills.pdf')
    const { headers } = await mentor.get(link).expect(200)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    await (await signedInAs(null)).get(link).expect(302)
    await (await signedInAs('setomaa')).get(link).expect(404)
  })

  test('of a meeting need words for those who do not see them', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const { id } = await firstOf(db, 'Vīksnas stacija')
    const picture = [['photos', await photo(60, 40), 'us.jpg']] as const
    const without = await send(ape, `${meetings}/${id}/files`, { files: picture }).expect(422)
    expect(without.text).toContain('us.jpg')
    await send(ape, `${meetings}/${id}/files`, {
      files: picture,
      fields: { 'photos.alt': 'People round a table' },
    }).expect(303)
    expect((await ape.get(`${meetings}/${id}`).expect(200)).text).toContain('alt="People round a table"')
  })
})
