import { describe, expect } from 'vitest'
import { z } from 'zod'
import { mayOfProgramme as may } from '#modules/training/programme/policy.ts'
import { findProgramme } from '#modules/training/programme/queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { idOfParish, viewerOf } from '../../../support/people.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'
import { rowOf, multilingual } from '../../../support/rows.ts'

const programme = '/en/work/parishes/trapene/training'

const idOf = async (db: Parameters<typeof idOfParish>[0], table: string, where: object) =>
  (await db(table).where(where).first<{ id: string }>('id')).id

describe('the training programme of a parish', () => {
  test('is built from its needs, and the needs say the same', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const parishId = await idOfParish(db, 'trapene')
    const page = (await ape.get(programme).expect(200)).text
    expect(page).toContain('Grāmatvedības atbalsts biedrībai')
    const need = await idOf(db, 'needs', { parishId, category: 'legal' })
    expect(page).toContain(`training/topics/new?need=${need}`)
    const form = fieldsOf((await ape.get(`${programme}/topics/new?need=${need}`).expect(200)).text)
    expect(form).toMatchObject({ needIds: need, priority: 'must' })
    const topicId = await idOf(db, 'trainingTopics', { code: 'social_enterprise' })
    const foreign = await idOf(db, 'needs', { parishId: await idOfParish(db, 'varska') })
    const send = () =>
      ape
        .post(`${programme}/topics/new`)
        .type('form')
        .send({ ...form, topicId, needIds: [need, foreign] })
        .expect(303)
    await send()
    await send()
    expect(await db('needResponses').where({ topicId }).select('needId')).toEqual([{ needId: need }])
    expect((await ape.get(`/en/work/parishes/trapene/needs/${need}`)).text).toContain(
      'From an idea to a social enterprise',
    )
    expect(await db('needs').where({ id: need }).first('state')).toEqual({ state: 'planned' })

    // Said otherwise on the topic, and from the need's own side.
    await ape.post(`${programme}/topics/${topicId}`).type('form').send({ priority: 'could' }).expect(303)
    expect(await db('needs').where({ id: need }).first('state')).toEqual({ state: 'open' })
    const stuck = await ape.post(`${programme}/submission`).expect(422)
    expect(stuck.text).toContain('The topic meets no need yet.')
    await ape
      .post(`/en/work/parishes/trapene/needs/${need}/answers`)
      .type('form')
      .send({ what: `topic:${topicId}`, note: '', in: 'en' })
    await ape.post(`${programme}/submission`).expect(303)
    expect(await findProgramme(db, parishId)).toMatchObject({ state: 'submitted', number: 1 })
    await ape.post(`${programme}/topics/${topicId}`).type('form').send({ priority: 'must' }).expect(403)
  })

  test('is approved by the lead partner, public then, and changed by a next version', async ({ signedInAs, db }) => {
    const [engure, lead, visitor] = [await signedInAs('engure'), await signedInAs('lead'), await signedInAs(null)]
    const of = '/en/work/parishes/engure/training'
    const open = async () => (await visitor.get('/en/parishes/engure').expect(200)).text
    expect(await open()).not.toContain('What people here are trained in</h2>\n<ul>')
    await engure.post(`${of}/approval`).expect(403)
    await lead.post(`${of}/return`).type('form').send({ note: ' ' }).expect(422)
    await lead.post(`${of}/approval`).expect(303)
    await lead.post(`${of}/approval`).expect(403)
    expect(await open()).toContain('<strong>Organising an event</strong>')
    await engure.post(`${of}/reopening`).expect(303)
    const topicId = await idOf(db, 'trainingTopics', { code: 'event_organisation' })
    await engure.post(`${of}/topics/${topicId}/removal`).expect(303)
    // The approved version holds until the next one is approved too.
    expect(await open()).toContain('<strong>Organising an event</strong>')
    await engure.post(`${of}/submission`).expect(303)
    await lead.post(`${of}/approval`).expect(303)
    expect(await open()).not.toContain('<strong>Organising an event</strong>')
  })

  test('is not decided on by who submitted it, and an approved one stays as it is', async ({ db }) => {
    const gaujiena = db('parishes').where({ slug: 'gaujiena' }).select('id as parishId', 'territoryId')
    const place = await rowOf(gaujiena, { parishId: z.string(), territoryId: z.string() })
    const submitted = await findProgramme(db, await idOfParish(db, 'engure'))
    for (const member of demoMembers)
      expect(may.decide(await viewerOf(db, member), place, submitted ?? null), member).toBe(member === 'lead')
    const lead = await viewerOf(db, 'lead')
    const own = submitted && { ...submitted, submittedBy: lead.id }
    expect(may.decide(lead, place, own ?? null)).toBe(false)
    const refused = (change: object, constraint: string) =>
      expect(
        db.transaction((trx) => trx('trainingProgrammes').where({ id: submitted?.id }).update(change)),
      ).rejects.toMatchObject({ constraint })
    await refused({ state: 'approved', decidedBy: submitted?.submittedBy }, 'training_programmes_not_by_oneself')
    const approved = await findProgramme(db, place.parishId)
    const change = db.transaction((trx) => trx('trainingProgrammeTopics').where({ programmeId: approved?.id }).delete())
    await expect(change).rejects.toMatchObject({ constraint: 'training_programmes_draft' })
  })

  test('tells which other parishes share a topic, and who is trained in it when', async ({ signedInAs }) => {
    const page = (await (await signedInAs('ape')).get('/en/work/parishes/gaujiena/training').expect(200)).text
    expect(page).toContain('Other parishes with this topic: Iisaku, Värska')
    expect(page).toContain('/en/training/lideris')
  })
})

describe('the catalogue of topics', () => {
  const topics = '/en/work/training/topics'

  test('is added to by staff once, and changed by the lead and by who added', async ({ signedInAs, db }) => {
    const [setomaa, ape, lead] = [await signedInAs('setomaa'), await signedInAs('ape'), await signedInAs('lead')]
    const form = fieldsOf((await setomaa.get(`${topics}/new`)).text)
    const typed = { ...form, et: 'Leelo', kind: 'practical', halfDays: '2' }
    await setomaa
      .post(`${topics}/new`)
      .type('form')
      .send({ ...typed, et: '' })
      .expect(422)
    const send = () => setomaa.post(`${topics}/new`).type('form').send(typed).expect(303)
    await Promise.all([send(), send()])
    const rows = z.array(z.looseObject({ id: z.string() })).parse(await db('trainingTopics').where({ code: 'leelo' }))
    expect(rows).toHaveLength(1)
    const place = `${topics}/${rows[0]?.id ?? ''}`
    await ape.get(place).expect(403)
    const edit = fieldsOf((await setomaa.get(place).expect(200)).text)
    await lead
      .post(place)
      .type('form')
      .send({ ...fieldsOf((await lead.get(place)).text), en: 'Seto singing' })
      .expect(303)
    const late = await setomaa
      .post(place)
      .type('form')
      .send({ ...edit, en: 'Leelo singing' })
      .expect(409)
    expect(late.text).toContain('Seto singing')
    expect((await rowOf(db('trainingTopics').where({ code: 'leelo' }), { title: multilingual })).title).toEqual({
      source: 'et',
      et: 'Leelo',
      en: 'Seto singing',
    })
  })
})
