import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'
import { assignmentIn, idOf, logged, rowOf } from '../advice-session.ts'

const typed = (place: string, changes: Record<string, string | string[]> = {}) => ({
  key: randomUUID(),
  in: 'lv',
  heldOn: '02.03.2020.',
  minutes: '45',
  otherMinutes: '',
  channel: 'phone',
  phase: 'launch',
  place,
  topics: ['money', 'law'],
  summary: 'Vienojāmies par <b>cenu</b>',
  privateNote: 'Vajag pacietību',
  rows: 'new-1',
  'row.new-1.what': 'Piezvanīt pašvaldībai',
  'row.new-1.owner': 'partner',
  'row.new-1.dueOn': '15.3.2020',
  ...changes,
})

const post = (browser: Visitor, path: string, body: object) => browser.post(path).type('form').send(body)

describe('a mentor logging advice', () => {
  test('reads with each choice which of their parishes it is about, in a closed list too', async ({ signedInAs }) => {
    const { text } = await (await signedInAs('mentor')).get('/en/work/advice/new').expect(200)
    const [select = ''] = /<select[^>]*id="place"[\s\S]*?<\/select>/.exec(text) ?? []
    const options = [...select.matchAll(/<option value="[^"]+"[^>]*>([^<]*)</g)].map(([, label]) => label ?? '')
    expect(new Set(options).size).toBe(options.length)
    for (const parish of ['Gaujiena', 'Värska'])
      expect(options.filter((label) => label.startsWith(parish)).length, parish).toBeGreaterThan(0)
  })

  test('takes a line of characters that nobody sees for an empty one', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    const { id } = await assignmentIn(db, 'gaujiena')
    const unseen = { 'row.new-1.what': '\u200b' }
    await post(mentor, '/lv/work/advice/new', typed(id, { ...unseen, 'row.new-1.dueOn': '' })).expect(303)
    expect(await db('actionItems')).toEqual([])
    const { text } = await post(mentor, '/lv/work/advice/new', typed(id, unseen)).expect(422)
    expect(text).toContain('Aizpildiet šo lauku.')
  })

  test('keeps what was agreed, and finds it on top of the list', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    const place = await assignmentIn(db, 'gaujiena')
    await post(mentor, '/lv/work/advice/new', typed(place.id)).expect(303).expect('Location', '/lv/work/advice')

    const session = await rowOf(db, 'adviceSessions')
    expect(session).toMatchObject({
      minutes: 45,
      channel: 'phone',
      heldOn: '2020-03-02',
      parishId: place.parishId,
      topics: ['money', 'law'],
    })
    expect(await db('actionItems').first()).toMatchObject({
      owner: 'partner',
      dueOn: '2020-03-15',
      what: { source: 'lv', lv: 'Piezvanīt pašvaldībai' },
    })
    expect(await rowOf(db, 'auditLog', { subjectId: session['id'] })).toMatchObject({
      event: 'advice.logged',
      personId: place.mentorId,
    })

    const page = await mentor.get('/lv/work/advice').expect(200)
    expect(page.text).toContain('Vienojāmies par &lt;b&gt;cenu&lt;/b&gt;')
  })

  test('is offered today, and what they chose last', async ({ signedInAs, db }) => {
    await logged(db, 'varska', { channel: 'video' })
    const page = await (await signedInAs('mentor')).get('/et/work/advice/new').expect(200)
    expect(page.text).toContain('value="02.03.2020"')
    expect(page.text).toMatch(/name="channel" value="video" checked/)
    const { id } = await assignmentIn(db, 'varska')
    expect(page.text).toContain(`<option value="${id}" selected>`)
  })

  test('sends the form twice and makes one record', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    const form = typed((await assignmentIn(db, 'gaujiena')).id)
    await post(mentor, '/lv/work/advice/new', form).expect(303)
    await post(mentor, '/lv/work/advice/new', form).expect(303)
    expect(await db('adviceSessions')).toHaveLength(1)
  })

  test('adds another step and keeps everything typed', async ({ signedInAs, db }) => {
    const form = typed((await assignmentIn(db, 'gaujiena')).id, { do: 'add' })
    const page = await post(await signedInAs('mentor'), '/lv/work/advice/new', form).expect(200)
    expect(page.text).toContain('value="new-1 new-2"')
    expect(page.text).toContain('value="Piezvanīt pašvaldībai"')
    expect(page.text).toContain('Vajag pacietību</textarea>')
    expect(page.text).toContain(`value="${form.key}"`)
    expect(await db('adviceSessions')).toHaveLength(0)
  })

  test.for([
    ['a day before the assignment', { heldOn: '30.04.2019' }, 'heldOn', 'It began: 1 May 2019'],
    ['tomorrow', { heldOn: '3.3.2020' }, 'heldOn', 'cannot be in the future'],
    ['no length', { minutes: '' }, 'minutes', 'Choose the length'],
    ['more than a day', { otherMinutes: '1441' }, 'otherMinutes', 'from 1 to 1440'],
    ['a step without words', { 'row.new-1.what': '' }, 'row.new-1.what', 'Fill in this field'],
    ['no summary', { summary: ' ' }, 'summary', 'Fill in this field'],
    ['a personal code', { summary: 'Zvanīt 010190-12345' }, 'summary', 'personal identity codes'],
  ] as const)(
    'is told beside the field what is wrong with %s',
    async ([, changes, field, message], { signedInAs, db }) => {
      const form = typed((await assignmentIn(db, 'gaujiena')).id, changes)
      const page = await post(await signedInAs('mentor'), '/en/work/advice/new', form).expect(422)
      expect(page.text).toContain(`id="${field}-problem"`)
      expect(page.text).toContain(message)
      expect(page.text).toContain('Vajag pacietību</textarea>')
      expect(await db('adviceSessions')).toHaveLength(0)
    },
  )

  test('cannot log under somebody else’s assignment, or fill a day with more than 24 hours', async ({
    signedInAs,
    db,
  }) => {
    const mentor = await signedInAs('mentor')
    const foreign = await idOf(db, 'roleAssignments', { role: 'partner' })
    await post(mentor, '/en/work/advice/new', typed(foreign)).expect(422)

    const { id } = await assignmentIn(db, 'gaujiena')
    await post(mentor, '/en/work/advice/new', typed(id, { otherMinutes: '1400' })).expect(303)
    const page = await post(mentor, '/en/work/advice/new', typed(id, { minutes: '45' })).expect(422)
    expect(page.text).toContain('more than 24 hours')
    expect(await db('adviceSessions')).toHaveLength(1)
  })
})

describe('a mentor revising advice', () => {
  test('changes the words and keeps the done mark', async ({ signedInAs, db }) => {
    const { id, steps } = await logged(db, 'gaujiena')
    const [step] = steps
    const mentor = await signedInAs('mentor')
    await post(mentor, `/lv/work/advice/steps/${step?.id}/done`, {}).expect(303)

    const page = await mentor.get(`/lv/work/advice/${id}`).expect(200)
    expect(page.text).toContain('Strīds par telpām</textarea>')
    const place = (await assignmentIn(db, 'gaujiena')).id
    const rows = {
      rows: `${step?.id} new-1`,
      [`row.${step?.id}.what`]: 'Aptaujāt visus',
      [`row.${step?.id}.owner`]: 'mentor',
      [`row.${step?.id}.dueOn`]: '',
    }
    await post(mentor, `/lv/work/advice/${id}`, { ...typed(place), ...rows, version: '1' }).expect(303)

    expect(await db('adviceSessions').first()).toMatchObject({ version: 2, minutes: 45 })
    const kept = await db('actionItems').orderBy('position').select<Record<string, unknown>[]>()
    expect(kept).toMatchObject([
      { id: step?.id, owner: 'mentor', what: { lv: 'Aptaujāt visus' } },
      { owner: 'partner' },
    ])
    expect(kept[0]?.['doneAt']).not.toBeNull()
  })

  test('writes in another language and keeps the first', async ({ signedInAs, db }) => {
    const { id, steps } = await logged(db, 'gaujiena')
    const row = steps[0]?.id
    const mentor = await signedInAs('mentor')
    const page = await mentor.get(`/lv/work/advice/${id}?in=et`).expect(200)
    expect(page.text).toContain('Pārrunājām cenu')
    const place = (await assignmentIn(db, 'gaujiena')).id
    const form = {
      ...typed(place),
      in: 'et',
      summary: 'Arutasime hinda',
      rows: row,
      [`row.${row}.what`]: '',
      [`row.${row}.owner`]: 'community',
      [`row.${row}.dueOn`]: '',
      version: '1',
    }
    await post(mentor, `/lv/work/advice/${id}`, form).expect(303)
    expect((await rowOf(db, 'adviceSessions'))['summary']).toEqual({
      source: 'lv',
      lv: 'Pārrunājām cenu',
      et: 'Arutasime hinda',
    })
    expect((await rowOf(db, 'actionItems'))['what']).toEqual({ source: 'lv', lv: 'Aptaujāt kaimiņus' })
  })

  test('on an old page sees both texts, and may save theirs knowingly', async ({ signedInAs, db }) => {
    const { id } = await logged(db, 'gaujiena')
    const mentor = await signedInAs('mentor')
    const place = (await assignmentIn(db, 'gaujiena')).id
    await post(mentor, `/en/work/advice/${id}`, {
      ...typed(place, { summary: 'From the phone' }),
      version: '1',
    }).expect(303)
    const page = await post(mentor, `/en/work/advice/${id}`, {
      ...typed(place, { summary: 'From the desk' }),
      version: '1',
    }).expect(409)
    expect(page.text).toContain('From the phone')
    expect(page.text).toContain('From the desk</textarea>')
    expect(page.text).toContain('name="version" value="2"')
    await post(mentor, `/en/work/advice/${id}`, { ...typed(place, { summary: 'From the desk' }), version: '2' }).expect(
      303,
    )
    expect(await rowOf(db, 'adviceSessions')).toMatchObject({ summary: { lv: 'From the desk' } })
  })
})
