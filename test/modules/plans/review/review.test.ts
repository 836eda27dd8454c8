import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { queriesOf } from '../../../support/queries.ts'
import { idOf } from '../../../support/rows.ts'
import { testOfDemo as test, type Member } from '../../../support/test.ts'
import type { Db } from '#platform/db/connection.ts'

const work = (parish: string) => `/en/work/parishes/${parish}/plan`
const smarde = work('smarde')
const initiative = 'smardes-muzikas-pecpusdienas'

describe('an approval', () => {
  test('carries conditions, picked or written, each with a day', async ({ signedInAs, db }) => {
    const lead = await signedInAs('lead')
    const blank = fieldsOf((await lead.get(`${smarde}/decision`).expect(200)).text, `${smarde}/approval`)
    const more = await lead
      .post(`${smarde}/approval`)
      .type('form')
      .send({ ...blank, do: 'add' })
      .expect(200)
    const form = fieldsOf(more.text, `${smarde}/approval`)
    const [one, two] = String(form['rows']).split(' ')
    const typed = { ...form, [`row.${one}.pick`]: 'insurance', [`row.${two}.text`]: "Ask <the> neighbours' choir" }

    const late = { ...typed, [`row.${one}.dueOn`]: '01.03.2020', [`row.${two}.dueOn`]: '' }
    const wrong = (await lead.post(`${smarde}/approval`).type('form').send(late).expect(422)).text
    expect(wrong).toContain('The day must not have passed.')
    expect(wrong).toContain('Ask &lt;the&gt; neighbours&#39; choir')
    expect(wrong).toMatch(/value="insurance" selected/)

    const good = { ...typed, [`row.${one}.dueOn`]: '02.03.2020', [`row.${two}.dueOn`]: '1.6.2020' }
    await lead.post(`${smarde}/approval`).type('form').send(good).expect(303)
    expect(await db('planConditions').where({ dueOn: '2020-03-02' }).first('text')).toMatchObject({
      text: { lv: expect.any(String), et: expect.any(String), en: expect.any(String) },
    })
    const overview = (await (await signedInAs('engure')).get(smarde).expect(200)).text
    expect(overview).toContain('Conditions of the approval')
    expect(overview).toContain('neighbours&#39; choir')
  })

  test('has its overdue conditions on the desks of staff and lead, and of nobody else', async ({ signedInAs }) => {
    const permit = 'Register the food business, or obtain a permit to handle food.'
    const desk = async (member: Member) => (await (await signedInAs(member)).get('/en/work').expect(200)).text
    for (const member of ['engure', 'lead'] as const) expect(await desk(member)).toContain(permit)
    for (const member of ['ape', 'setomaa', 'auditor', 'mentor'] as const)
      expect(await desk(member)).not.toContain(permit)
  })

  test('has a condition met by staff with a note, and confirmed by the lead partner alone', async ({
    signedInAs,
    db,
  }) => {
    const id = await idOf(db('planConditions').where({ dueOn: '2020-02-15' }).first('id'))
    const condition = `${work('engure')}/conditions/${id}`
    const [staff, lead] = [await signedInAs('engure'), await signedInAs('lead')]
    const form = fieldsOf((await staff.get(condition).expect(200)).text, `${condition}/met`)
    const noted = { ...form, note: 'The permit is **here**' }
    await staff.post(`${condition}/met`).type('form').send(noted).expect(303)
    // Somebody else who had the page open loses nothing of what they typed.
    const late = await staff
      .post(`${condition}/met`)
      .type('form')
      .send({ ...form, note: 'It came by post' })
    expect([late.status, late.text.includes('It came by post')]).toEqual([409, true])

    const seen = (await lead.get(condition).expect(200)).text
    expect(seen).toContain('<strong>here</strong>')
    await lead
      .post(`${condition}/confirmation`)
      .type('form')
      .send(fieldsOf(seen, `${condition}/confirmation`))
      .expect(303)
    expect((await staff.get('/en/work')).text).not.toContain('Obtain the permit')
  })
})

describe('a returned plan', () => {
  test('says beside each section what is to be mended there, until it is handed in again', async ({
    signedInAs,
    db,
  }) => {
    const [lead, staff] = [await signedInAs('lead'), await signedInAs('engure')]
    const form = fieldsOf((await lead.get(`${smarde}/decision`)).text, `${smarde}/return`)
    const typed = {
      ...form,
      [`about.finance.${initiative}.remark`]: 'Too dear',
      'about.jobs.remark': '<b>Who</b> heats?',
    }
    const wrong = (await lead.post(`${smarde}/return`).type('form').send(typed).expect(422)).text
    expect(wrong).toContain('Too dear')
    expect(wrong).toContain('<details open>')
    await lead
      .post(`${smarde}/return`)
      .type('form')
      .send({ ...typed, note: 'Nearly there' })
      .expect(303)

    const pages = [smarde, `${smarde}/finance/${initiative}`, `${smarde}/jobs`]
    const read = async () => Promise.all(pages.map(async (page) => (await staff.get(page).expect(200)).text))
    const [overview, finance, jobs] = await read()
    expect(overview).toContain('Too dear')
    expect(overview).toContain('&lt;b&gt;Who&lt;/b&gt; heats?')
    expect(finance).toContain('Too dear')
    expect(finance).not.toContain('heats?')
    expect(jobs).toContain('heats?')

    await staff.post(`${smarde}/submission`).expect(303)
    for (const page of await read()) expect(page).not.toMatch(/Too dear|heats\?/)
    expect((await staff.get(`${smarde}/versions/0-1`).expect(200)).text).toContain('Too dear')
    expect(
      await db('planNotes').join('planSubmissions', 'planSubmissions.id', 'submissionId').where({ minor: 1, major: 0 }),
    ).toHaveLength(2)
  })
})

describe('comments on a section', () => {
  const thread = `${work('gaujiena')}/comments/jobs`
  const count = async (db: Db) => (await db('planComments').where({ section: 'jobs' })).length

  test('are written once however often the button is pressed, and kept as typed when refused', async ({
    signedInAs,
    db,
  }) => {
    const mentor = await signedInAs('mentor')
    const form = { ...fieldsOf((await mentor.get(thread).expect(200)).text, thread), note: 'Who *cooks*?' }
    await mentor.post(thread).type('form').send(form).expect(303)
    await mentor.post(thread).type('form').send(form).expect(303)
    expect(await count(db)).toBe(1)
    const code = await mentor.post(thread).type('form').send({ note: 'Ask 010190-12345 about it' }).expect(422)
    expect(code.text).toContain('Ask 010190-12345 about it')
    await mentor
      .post(thread)
      .type('form')
      .send({ note: 'x'.repeat(4001) })
      .expect(422)
    expect(await count(db)).toBe(1)
  })

  test('are settled, opened again and taken back, and then say nothing', async ({ signedInAs, db }) => {
    const [mentor, staff] = [await signedInAs('mentor'), await signedInAs('ape')]
    await mentor.post(thread).type('form').send({ note: 'Call me on 20000000' }).expect(303)
    const id = await idOf(db('planComments').where({ section: 'jobs' }).first('id'))
    const change = async (who: typeof staff, step: string) => {
      const action = `${work('gaujiena')}/comments/${id}/${step}`
      const page = (await who.get(thread)).text
      await who.post(action).type('form').send(fieldsOf(page, action)).expect(303)
    }
    expect((await staff.get(`${work('gaujiena')}/jobs`)).text).toContain('Call me on 20000000')
    await change(staff, 'resolution')
    expect((await staff.get(`${work('gaujiena')}/jobs`)).text).not.toContain('Call me on 20000000')
    await change(staff, 'reopening')
    await change(mentor, 'withdrawal')
    const page = (await staff.get(thread)).text
    expect(page).toContain('The writer withdrew this comment.')
    expect(JSON.stringify(await db('planComments').where({ id }))).not.toContain('20000000')
  })

  test('cost the overview no further query', async ({ signedInAs, db }) => {
    const staff = await signedInAs('engure')
    const overview = () => staff.get(work('engure')).expect(200)
    await overview()
    expect(await queriesOf(db, overview)).toBeLessThanOrEqual(4)
  })
})
