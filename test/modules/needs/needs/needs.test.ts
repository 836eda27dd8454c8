import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { may } from '#modules/needs/needs/policy.ts'
import type { NeedState } from '#modules/needs/needs/need.ts'
import { listNeedsWithoutResponse } from '#modules/needs/needs/queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { idOfParish, viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { idOf, multilingual, rowOf } from '../../../support/rows.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'

const needs = '/en/work/parishes/gaujiena/needs'
const well = {
  title: 'A well <b>',
  description: '',
  category: 'premises',
  severity: '4',
  priority: 'must',
  peopleAffected: '12',
  public: 'yes',
  in: 'en',
}

const findWell = (db: Db) => {
  const columns = { id: z.string(), state: z.string(), title: multilingual, parishId: z.string(), version: z.number() }
  return rowOf(db('needs').whereRaw(`title ->> 'en' like 'A well%'`), columns)
}

async function noted(ape: { post: (path: string) => unknown }, db: Db) {
  const post = ape.post(`${needs}/new`) as {
    type: (signedInAs: string) => { send: (body: object) => Promise<unknown> }
  }
  await post.type('form').send(well)
  const { id } = await findWell(db)
  return `${needs}/${id}`
}

const actionOf = async (db: Db, parish: string) =>
  idOf(
    db('initiativeActions')
      .join('initiatives', 'initiatives.id', 'initiativeId')
      .where({ parishId: await idOfParish(db, parish) })
      .first('initiativeActions.id'),
  )

describe('a need', () => {
  test('is noted once by partner staff, and shown as they wrote it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const fields = { ...fieldsOf((await ape.get(`${needs}/new`).expect(200)).text), ...well }
    const send = () => ape.post(`${needs}/new`).type('form').send(fields).expect(303)
    await Promise.all([send(), send()])
    expect(await db('needs').whereRaw(`title ->> 'en' like 'A well%'`)).toHaveLength(1)
    const list = await ape.get(needs).expect(200)
    expect(list.text).toContain('A well &lt;b&gt;')
    expect(list.text).toContain('4 – serious')
  })

  test('gives back all that was typed where something is wrong', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    for (const [changes, problem] of [
      [{ title: '' }, 'Fill in this field.'],
      [{ severity: '9' }, 'Choose one option.'],
      [{ priority: '' }, 'Choose one option.'],
      [{ peopleAffected: 'many' }, 'Enter a whole number.'],
    ] as const) {
      const page = await ape
        .post(`${needs}/new`)
        .type('form')
        .send({ ...well, description: 'Keep me', ...changes })
        .expect(422)
      expect(page.text).toContain(problem)
      expect(page.text).toContain('Keep me')
    }
  })

  test('made from an answer begins with what was answered, and names it', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const answer = await idOf(
      db('assessmentAnswers')
        .join('methodologyCriteria', 'methodologyCriteria.id', 'criterionId')
        .join('assessments', 'assessments.id', 'assessmentId')
        .where({ code: 'conclusions.need_3', parishId: await idOfParish(db, 'gaujiena'), round: 'baseline' })
        .first('assessmentAnswers.id'),
    )
    const page = await ape.get(`${needs}/new?answer=${answer}`).expect(200)
    const fields = fieldsOf(page.text)
    expect(fields).toMatchObject({ answer, title: 'A room for the weavers and a first way to sell' })
    const made = await ape
      .post(`${needs}/new`)
      .type('form')
      .send({ ...fields, category: 'premises', severity: '3', priority: 'should' })
      .expect(303)
    const shown = await ape.get(made.headers['location'] as string).expect(200)
    expect(shown.text).toContain('/en/work/parishes/gaujiena/assessment/baseline/conclusions#conclusions.need_3')
    expect((await ape.get('/en/work/parishes/gaujiena/assessment/baseline/conclusions')).text).toContain(
      `needs/new?answer=${answer}`,
    )
    // An answer of another parish is no source.
    const setomaa = await signedInAs('setomaa')
    const foreign = await setomaa.get(`/en/work/parishes/varska/needs/new?answer=${answer}`).expect(200)
    expect(fieldsOf(foreign.text)).not.toHaveProperty('answer')
  })

  test('shows both texts to who saves over somebody else, and overwrites nothing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await noted(ape, db)
    const save = (title: string) =>
      ape
        .post(place)
        .type('form')
        .send({ ...well, title, version: '1' })
    await save('A well in the park').expect(303)
    const late = await save('A well at the school').expect(409)
    expect(late.text).toContain('A well in the park')
    expect(fieldsOf(late.text, place)).toMatchObject({ version: '2', title: 'A well at the school' })
    expect((await findWell(db)).title.en).toBe('A well in the park')
  })

  test('is planned once something answers it, and open again when the last answer goes', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await noted(ape, db)
    const parishId = await idOfParish(db, 'gaujiena')
    const unanswered = async () =>
      (await listNeedsWithoutResponse(db, parishId)).some(({ title }) => title.en?.startsWith('A well'))
    const say = (what: string) => ape.post(`${place}/answers`).type('form').send({ what, note: 'By autumn', in: 'en' })
    const action = await actionOf(db, 'gaujiena')
    expect(await unanswered()).toBe(true)
    await say(`action:${action}`).expect(303)
    await say(`action:${action}`).expect(303)
    expect(await unanswered()).toBe(false)
    expect((await findWell(db)).state).toBe('planned')
    expect((await ape.get(place)).text).toContain('By autumn')

    const id = await idOf(db('needResponses').where({ actionId: action, needId: (await findWell(db)).id }))
    await ape.post(`${place}/answers/${id}/removal`).expect(303)
    expect(await unanswered()).toBe(true)
    // Rows of a plan go without asking whom they answer.
    await say(`action:${action}`).expect(303)
    await db('initiativeActions').where({ id: action }).delete()
    expect((await findWell(db)).state).toBe('open')
  })

  test('is answered by nothing of another parish, and by nothing that is not there', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await noted(ape, db)
    const foreign = await actionOf(db, 'varska')
    for (const what of [`action:${foreign}`, 'topic:nothing', '', `money:${foreign}`]) {
      const page = await ape.post(`${place}/answers`).type('form').send({ what, note: 'Kept note' }).expect(422)
      expect(page.text).toContain('Kept note')
    }
    const { id } = await findWell(db)
    await db
      .transaction(async (trx) => {
        await expect(trx('needResponses').insert({ needId: id, actionId: foreign })).rejects.toMatchObject({
          constraint: 'need_responses_of_parish',
        })
        await trx.rollback()
      })
      .catch(() => undefined)
  })

  test('ends met or given up for a reason, and can be taken up again', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await noted(ape, db)
    const state = async () => (await findWell(db)).state as NeedState
    await ape.post(`${place}/drop`).type('form').send({ reason: ' ' }).expect(422)
    await ape.post(`${place}/drop`).type('form').send({ reason: 'There is a lake', in: 'en' }).expect(303)
    expect(await state()).toBe('dropped')
    expect((await ape.get(`${needs}?show=dropped`)).text).toContain('There is a lake')
    await ape.post(`${place}/reopening`).expect(303)
    await ape.post(`${place}/addressed`).expect(303)
    await ape.post(`${place}/addressed`).expect(303)
    expect(await state()).toBe('addressed')
    await ape.post(`${place}/reopening`).expect(303)
    expect(await state()).toBe('open')
  })

  test('that nothing answers stands on the overview of the plan', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await noted(ape, db)
    const overview = await ape.get('/en/work/parishes/gaujiena/plan').expect(200)
    expect(overview.text).toContain(`href="${place}"`)
    expect(overview.text).toContain('Needs of the parish without a solution yet (2):')
  })

  test('is read and written by those whom the policy names', async ({ signedInAs, db }) => {
    const scope = { parishId: z.string(), territoryId: z.string() }
    const place = await rowOf(db('parishes').where({ slug: 'gaujiena' }).first('id as parishId', 'territoryId'), scope)
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      expect(may.edit(viewer, place), member).toBe(member === 'ape')
      const { status } = await (await signedInAs(member)).get(needs)
      expect(status === 200, member).toBe(may.view(viewer, place))
    }
  })
})

describe('the parish’s page', () => {
  test('shows the needs that are public and not given up, and no others', async ({ signedInAs, db }) => {
    const parishId = await idOfParish(db, 'viresi')
    const visitor = await signedInAs(null)
    const facts = { parishId, category: 'money', severity: 3, priority: 'could' }
    for (const isPublic of [true, false]) {
      for (const state of ['open', 'planned', 'addressed', 'dropped'] as const) {
        const name = `Need ${isPublic} ${state}`
        const dropReason = state === 'dropped' ? { source: 'en', en: 'So' } : null
        await db('needs').insert({ ...facts, title: { source: 'en', en: name }, public: isPublic, state, dropReason })
        const shown = (await visitor.get('/en/parishes/viresi')).text.includes(name)
        expect(shown, name).toBe(may.seeInPublic({ public: isPublic, state }))
      }
    }
  })

  test('tells what answers each need without a word of a plan in the making or of advice', async ({
    signedInAs,
    db,
  }) => {
    const text = (await (await signedInAs(null)).get('/en/parishes/gaujiena').expect(200)).text
    expect(text).toContain('A kitchen in which one may cook for sale')
    expect(text).toContain('/en/initiatives/gaujienas-kopienas-virtuve')
    expect(text).toContain('Leading a community initiative')
    expect(text).toMatch(/Needs without a solution yet[\s\S]*A place where young people can be after four/)
    expect(text).not.toContain('The municipality opened a bus line')
    expect(text).not.toContain('Four go from Gaujiena')

    // In a parish whose plan nobody has approved nothing of it is told.
    const parishId = await idOfParish(db, 'meremae')
    const needId = await idOf(db('needs').where({ parishId }).first('id'))
    await db('needResponses').insert({ needId, actionId: await actionOf(db, 'meremae') })
    const draft = (await (await signedInAs(null)).get('/et/parishes/meremae').expect(200)).text
    expect(draft).toContain('Kava tegevus')
    expect(draft).not.toContain('Leppida poe ruumid kokku')
  })

  test('reads resources, needs and what was ranked in one query, however many there are', async ({
    signedInAs,
    db,
  }) => {
    const visitor = await signedInAs(null)
    const count = () => queriesOf(db, () => visitor.get('/en/parishes/gaujiena').expect(200))
    const few = await count()
    const parishId = await idOfParish(db, 'gaujiena')
    const facts = { parishId, category: 'money', severity: 3, priority: 'could' }
    await db('needs').insert(
      Array.from({ length: 100 }, (_, at) => ({ ...facts, title: { source: 'en', en: `Need ${at}` } })),
    )
    expect(await count()).toBe(few)
  })
})
