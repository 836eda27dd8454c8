import { describe, expect } from 'vitest'
import { transact, VersionConflict } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { createEdition, publishEdition } from '#modules/methodology/editions/commands.ts'
import { updateCriterion } from '#modules/methodology/editions/part-commands.ts'
import { criteriaOf, type Criterion, type Methodology } from '#modules/methodology/editions/methodology.ts'
import { findEdition, findMethodology, findPublished } from '#modules/methodology/editions/queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { queriesOf } from '../../../support/queries.ts'
import { test } from '../../../support/test.ts'

const leadOf = (db: Db) => db('people').where({ email: 'lead@example.org' }).first<{ id: string }>('id')
const base = '/en/work/methodology/common'

/** The next version as a draft of the lead partner's. */
async function drafted(db: Db): Promise<Methodology> {
  const published = await findPublished(db)
  if (!published) throw new Error('nothing is published')
  const { id } = await transact(db, await leadOf(db), async (tx) => {
    const entered = await createEdition(tx, published.family, published)
    await tx.record('methodology.cloned', entered.id)
    return entered
  })
  return (await findMethodology(db, id)) as Methodology
}

const named = (methodology: Methodology, code: string): Criterion =>
  criteriaOf(methodology).find((each) => each.code === code) as Criterion

describe('a published methodology', () => {
  test.for([
    `update methodology_versions set title = '{"source":"en","en":"Forged"}'`,
    `update methodology_versions set state = 'draft', published_at = null`,
    'delete from methodology_versions',
    `update methodology_sections set position = 7`,
    'delete from methodology_sections',
    `update methodology_criteria set weight = 9`,
    `update methodology_criteria set anchors = '{}'`,
    'delete from methodology_criteria',
    `insert into methodology_criteria (methodology_version_id, section_id, position, code, kind, question)
       select methodology_version_id, id, 99, 'people.slipped', 'text', title from methodology_sections limit 1`,
  ])('is safe from the portal itself: %s', async (attempt, { db }) => {
    await expect(db.raw(attempt)).rejects.toMatchObject({ code: '23001' })
  })

  test('does not change its family or number even as a draft', async ({ db }) => {
    await drafted(db)
    await expect(db.raw(`update methodology_versions set family = 'x' where state = 'draft'`)).rejects.toMatchObject({
      code: '42501',
    })
  })

  test('is read by everybody, with what each score means', async ({ signedInAs }) => {
    for (const [locale, anchor] of [
      ['lv', 'Piedalās vieni un tie paši'],
      ['et', 'Osalevad ühed ja samad'],
      ['en', 'The same five to ten people'],
    ]) {
      const { text } = await (await signedInAs(null)).get(`/${locale}/methodology`).expect(200)
      expect(text).toContain(anchor)
      expect(text).not.toContain('people.active')
    }
  })

  test('costs a few queries, however long it is', async ({ signedInAs, db }) => {
    const lead = await signedInAs('lead')
    expect(await queriesOf(db, () => lead.get(`${base}/1`))).toBeLessThanOrEqual(5)
  })
})

describe('the next version', () => {
  test('begins with the same content, once, and takes the place of the one before when it is published', async ({
    signedInAs,
    db,
  }) => {
    const lead = await signedInAs('lead')
    await lead.post(`${base}/1/draft`).expect(303).expect('Location', `${base}/2`)
    await lead.post(`${base}/1/draft`).expect(303).expect('Location', `${base}/2`)
    const [first, next] = [await findEdition(db, 'common', 1), await findEdition(db, 'common', 2)]
    expect(next && criteriaOf(next).map(({ code }) => code)).toEqual(first && criteriaOf(first).map(({ code }) => code))

    const page = await lead.get(`${base}/2`).expect(200)
    const version = fieldsOf(page.text, `${base}/2/publication`)['version']
    await lead.post(`${base}/2/publication`).type('form').send({ version }).expect(303)
    expect(await db('methodologyVersions').orderBy('edition').select('edition', 'state')).toEqual([
      { edition: 1, state: 'retired' },
      { edition: 2, state: 'published' },
    ])
    expect((await findPublished(db))?.edition).toBe(2)
    await lead.post(`${base}/2/publication`).type('form').send({ version }).expect(303)
    expect(await db('auditLog').where({ event: 'methodology.published' })).toHaveLength(2)
  })

  test('is not published while anything is missing, and says what, with the place to fill it in', async ({
    signedInAs,
    db,
  }) => {
    const draft = await drafted(db)
    const criterion = named(draft, 'people.active')
    const { et: _, ...without } = criterion.anchors[3] as { source: 'en'; et: string }
    await transact(db, await leadOf(db), (tx) =>
      updateCriterion(tx, draft, criterion, {
        ...criterion,
        weight: 0,
        anchors: { ...criterion.anchors, 3: without },
      }),
    )
    const lead = await signedInAs('lead')
    const { text } = await lead.post(`${base}/2/publication`).type('form').send({ version: '1' }).expect(422)
    expect(text).toContain(`/criteria/${criterion.id}#et.anchor3`)
    expect(text).toContain('Descriptions of scores: 3 (Eesti)')
    expect(text).toContain('A weight above zero')
    expect((await findPublished(db))?.edition).toBe(1)
    const publishing = db.transaction((trx) =>
      transact(trx, { id: null }, (tx) => publishEdition(tx, draft, new Date())),
    )
    await expect(publishing).rejects.toBeInstanceOf(VersionConflict)
    expect((await findPublished(db))?.edition).toBe(1)
  })
})

describe('a criterion', () => {
  test('is written in three languages side by side, whatever is typed', async ({ signedInAs, db }) => {
    const draft = await drafted(db)
    const { id } = named(draft, 'people.active')
    const lead = await signedInAs('lead')
    const form = fieldsOf((await lead.get(`${base}/2/criteria/${id}`).expect(200)).text)
    const odd = `<script>alert(1)</script> Žīgurs' & "Õnnela" Ж`
    const typed = { ...form, 'lv.question': odd, 'et.anchor5': 'Kõik', weight: '4', visibility: 'staff' }
    await lead.post(`${base}/2/criteria/${id}`).type('form').send(typed).expect(303)
    const saved = named((await findMethodology(db, draft.id)) as Methodology, 'people.active')
    expect(saved).toMatchObject({
      weight: 4,
      visibility: 'staff',
      question: { lv: odd },
      anchors: { 5: { et: 'Kõik' } },
    })
    const page = (await lead.get('/lv/work/methodology/common/2')).text
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;alert')
  })

  test('saved by two people at once loses neither text', async ({ signedInAs, db }) => {
    const draft = await drafted(db)
    const { id } = named(draft, 'people.active')
    const lead = await signedInAs('lead')
    const address = `${base}/2/criteria/${id}`
    const form = fieldsOf((await lead.get(address)).text)
    await lead
      .post(address)
      .type('form')
      .send({ ...form, 'en.question': 'What the first wrote' })
      .expect(303)
    const late = await lead
      .post(address)
      .type('form')
      .send({ ...form, 'en.question': 'What the second wrote' })
      .expect(409)
    expect(late.text).toContain('What the first wrote')
    const again = fieldsOf(late.text)
    expect(again['en.question']).toBe('What the second wrote')
    await lead.post(address).type('form').send(again).expect(303)
    expect(await db('methodologyCriteria').where({ id }).first('question')).toMatchObject({
      question: { en: 'What the second wrote' },
    })
  })

  test('typed while the draft was published is given back', async ({ signedInAs, db }) => {
    const draft = await drafted(db)
    const { id } = named(draft, 'people.active')
    const lead = await signedInAs('lead')
    const form = fieldsOf((await lead.get(`${base}/2/criteria/${id}`)).text)
    await transact(db, await leadOf(db), (tx) => publishEdition(tx, draft, new Date()))
    const { text } = await lead
      .post(`${base}/2/criteria/${id}`)
      .type('form')
      .send({ ...form, 'en.question': 'Too late but not lost' })
      .expect(409)
    expect(text).toContain('Too late but not lost')
  })

  test('is added once, moved, put into another section and removed', async ({ signedInAs, db }) => {
    const draft = await drafted(db)
    const [people, associations] = draft.sections
    const lead = await signedInAs('lead')
    const adding = `${base}/2/sections/${people?.id}/criteria`
    const key = '11111111-2222-4333-8444-555555555555'
    const typed = { key, question: 'Who has moved here?', kind: 'choice' }
    const { headers } = await lead.post(adding).type('form').send(typed).expect(303)
    await lead.post(adding).type('form').send(typed).expect(303).expect('Location', String(headers['location']))
    const address = String(headers['location'])
    const id = String(address.split('/').at(-1))
    expect(await db('methodologyCriteria').where({ id }).first()).toMatchObject({
      code: 'people.who_has_moved',
      kind: 'choice',
    })

    await lead.post(`${address}/up`).expect(303)
    const now = (await findMethodology(db, draft.id)) as Methodology
    expect(now.sections[0]?.criteria.at(-2)?.id).toBe(id)

    const form = fieldsOf((await lead.get(address)).text)
    const choices = { 'row.new-1.en.label': 'Nobody', 'row.new-1.score': '0', 'row.new-2.en.label': 'Many' }
    await lead
      .post(address)
      .type('form')
      .send({ ...form, ...choices, sectionId: associations?.id })
      .expect(303)
    expect(await db('methodologyCriteria').where({ id }).first()).toMatchObject({
      sectionId: associations?.id,
      choices: [
        { code: 'nobody', score: 0, label: { en: 'Nobody' } },
        { code: 'many', score: null },
      ],
    })
    await lead.post(`${address}/removal`).expect(303)
    expect(await db('methodologyCriteria').where({ id })).toEqual([])
  })

  test('of another draft, or put into a section of another, is not found', async ({ signedInAs, db }) => {
    const draft = await drafted(db)
    const published = (await findPublished(db)) as Methodology
    const lead = await signedInAs('lead')
    await lead.get(`${base}/2/criteria/${named(published, 'people.active').id}`).expect(404)
    const { id } = named(draft, 'people.active')
    const form = fieldsOf((await lead.get(`${base}/2/criteria/${id}`)).text)
    const sectionId = published.sections[0]?.id
    await lead
      .post(`${base}/2/criteria/${id}`)
      .type('form')
      .send({ ...form, sectionId })
      .expect(404)
  })
})
