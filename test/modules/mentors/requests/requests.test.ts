import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { mayOfRequest } from '#modules/mentors/requests/policy.ts'
import { findRequest, listRequests } from '#modules/mentors/requests/queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import type { Visitor } from '../../../support/portal.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, test } from '../../../support/test.ts'
import { send } from '../timesheets/timesheet-setup.ts'
import { rowOf, rowsOf } from '../../../support/rows.ts'

const requests = '/en/work/mentors/requests'
const asked = {
  topic: 'money',
  initiativeId: '',
  question: "Who's <b>paying</b>? Кто?",
  channel: 'phone',
  days: 'Tuesdays',
}
const dates = {
  'row.d1.onDay': '5.3.2020',
  'row.d1.starts': '18.00',
  'row.d1.channel': 'onsite',
  'row.d1.place': 'Tautas nams',
  'row.d2.onDay': '2020-03-29',
  'row.d2.starts': '9:30',
  'row.d2.channel': 'video',
  'row.d2.place': '',
  note: 'Bring the offers',
}

async function ask(person: Visitor, parish = 'gaujiena', changes: object = {}) {
  const page = await person.get(`${requests}/new?parish=${parish}`).expect(200)
  const answer = await send(person, `${requests}/new`, { ...fieldsOf(page.text), ...asked, ...changes }).expect(303)
  return answer.headers['location'] as string
}

const version = async (db: Db) => rowOf(db('adviceRequests'), { version: z.number() })
const state = async (db: Db) => (await rowOf(db('adviceRequests'), { state: z.string() })).state
const letters = (db: Db) =>
  rowsOf(db('mailMessages').orderBy('postedAt'), {
    recipient: z.string(),
    subject: z.string(),
    calendar: z.string().nullable(),
    locale: z.string(),
  })

describe('a request for advice', () => {
  test('becomes a date, a session, and an answer', async ({ signedInAs, db }) => {
    const [gaujiena, mentor] = [await signedInAs('gaujiena'), await signedInAs('mentor')]
    const at = await ask(gaujiena)
    expect((await mentor.get('/en/work')).text).toContain(at)
    const page = await mentor.get(at).expect(200)
    expect(page.text).toContain("Who's &lt;b&gt;paying&lt;/b&gt;? Кто?")
    await send(mentor, `${at}/dates`, { ...dates, ...(await version(db)) }).expect(303)
    expect(await state(db)).toBe('proposed')

    const choice = await gaujiena.get(at).expect(200)
    expect(choice.text).toContain('5 March 2020, 18:00, in person, Tautas nams')
    const accepting = fieldsOf(choice.text, `${at}/acceptance`)
    await send(gaujiena, `${at}/acceptance`, accepting).expect(303)
    await send(gaujiena, `${at}/acceptance`, accepting).expect(303)
    expect(await state(db)).toBe('agreed')
    const file = (await gaujiena.get(`${at}/calendar`).expect(200)).text
    expect(file).toContain('DTSTART:20200305T160000Z')

    const told = await letters(db)
    expect(told.map(({ recipient, locale }) => `${recipient} ${locale}`).toSorted()).toEqual([
      'gaujiena@example.org lv',
      'mentor@example.org lv',
      'mentor@example.org lv',
    ])
    const withTime = told.filter(({ calendar }) => calendar !== null)
    expect(withTime.map(({ recipient }) => recipient)).toEqual(['mentor@example.org'])
    expect(withTime[0]?.calendar).toContain('DTSTART:20200305T160000Z')

    // The mentor logs the session from here, and that answers the request.
    const link = /href="(\/en\/work\/advice\/new\?request=[^"]*)"/.exec((await mentor.get(at)).text)?.[1] ?? ''
    const form = fieldsOf((await mentor.get(link.replaceAll('&amp;', '&')).expect(200)).text)
    expect(form).toMatchObject({ channel: 'onsite', topics: 'money' })
    await send(mentor, '/en/work/advice/new', { ...form, minutes: '60', phase: 'design', summary: 'We talked' }).expect(
      303,
    )
    expect(await state(db)).toBe('answered')
    expect((await gaujiena.get(at)).text).toContain('/en/work/advice/')
    expect((await gaujiena.get('/en/work/advice')).text).toContain(at)
  })

  test('is asked on the telephone, and once however often it is sent', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const form = { ...fieldsOf((await ape.get(`${requests}/new?parish=gaujiena`)).text), ...asked }
    const send2 = () => send(ape, `${requests}/new`, form).expect(303)
    await Promise.all([send2(), send2()])
    expect(await db('adviceRequests').select('byPhone')).toEqual([{ byPhone: true }])
    await send(ape, `${requests}/new`, { ...asked, parish: 'varska' }).expect(404)
  })

  test('goes on with other dates, is declined with a reason, or taken back', async ({ signedInAs, db }) => {
    const [gaujiena, mentor] = [await signedInAs('gaujiena'), await signedInAs('mentor')]
    const at = await ask(gaujiena)
    await send(mentor, `${at}/dates`, { ...dates, ...(await version(db)) }).expect(303)
    await send(gaujiena, `${at}/others`, { words: 'In April', ...(await version(db)) }).expect(303)
    expect(await state(db)).toBe('open')
    expect((await mentor.get(at)).text).toContain('In April')
    // What was seen before is stale.
    await send(mentor, `${at}/dates`, { ...dates, version: 1 }).expect(409)
    await send(mentor, `${at}/declining`, { reason: '', ...(await version(db)) }).expect(422)
    await send(mentor, `${at}/declining`, { reason: 'Ask a lawyer', ...(await version(db)) }).expect(303)
    expect((await gaujiena.get(at)).text).toContain('Ask a lawyer')
    await send(gaujiena, `${at}/withdrawal`, await version(db)).expect(403)

    const next = await ask(gaujiena)
    await send(gaujiena, `${next}/withdrawal`, { version: 1 }).expect(303)
    expect((await gaujiena.get(next)).text).toContain('withdrawn')
  })

  for (const [way, who, body] of [
    ['withdrawal', 'gaujiena', {}],
    ['others', 'gaujiena', { words: 'In April' }],
    ['declining', 'mentor', { reason: 'Ask a lawyer' }],
    ['dates', 'mentor', dates],
  ] as const)
    test(`takes an agreed time out of the calendars of both sides by ${way}`, async ({ signedInAs, db }) => {
      const [gaujiena, mentor] = [await signedInAs('gaujiena'), await signedInAs('mentor')]
      const at = await ask(gaujiena)
      await send(mentor, `${at}/dates`, { ...dates, ...(await version(db)) }).expect(303)
      await send(gaujiena, `${at}/acceptance`, fieldsOf((await gaujiena.get(at)).text, `${at}/acceptance`)).expect(303)
      const given = (await letters(db)).find(({ calendar }) => calendar !== null)?.calendar as string
      await send(who === 'mentor' ? mentor : gaujiena, `${at}/${way}`, { ...body, ...(await version(db)) }).expect(303)
      const off = (await letters(db)).filter(({ calendar }) => String(calendar).includes('METHOD:CANCEL'))
      expect(off.map(({ recipient }) => recipient).toSorted()).toEqual(['gaujiena@example.org', 'mentor@example.org'])
      const numberIn = (calendar: string) => Number(/SEQUENCE:(\d+)/.exec(calendar)?.[1])
      for (const { calendar } of off as { calendar: string }[]) {
        expect(/UID:\S+/.exec(calendar)?.[0]).toBe(/UID:\S+/.exec(given)?.[0])
        expect(numberIn(calendar)).toBeGreaterThan(numberIn(given))
        expect(calendar).toContain('DTSTART:20200305T160000Z')
      }
      await gaujiena.get(`${at}/calendar`).expect(404)
    })

  test('is proposed dates that are dates, and keeps what was typed', async ({ signedInAs, db }) => {
    const [gaujiena, mentor] = [await signedInAs('gaujiena'), await signedInAs('mentor')]
    const at = await ask(gaujiena)
    for (const [wrong, message] of [
      [{ 'row.d1.onDay': '1.3.2020' }, 'This day has passed'],
      [{ 'row.d1.starts': '25:00' }, 'hours:minutes'],
      [{ 'row.d2.channel': 'pigeon' }, 'Choose one option'],
      [{ 'row.d1.onDay': '', 'row.d1.starts': '', 'row.d2.onDay': '', 'row.d2.starts': '' }, 'Fill in this field'],
    ] as const) {
      const page = await send(mentor, `${at}/dates`, { ...dates, ...wrong, ...(await version(db)) }).expect(422)
      expect(page.text).toContain(message)
      expect(page.text).toContain('Bring the offers')
    }
  })

  test('is seen by those whom the policy names, and by nobody else', async ({ signedInAs, db }) => {
    await ask(await signedInAs('gaujiena'))
    await ask(await signedInAs('varska'), 'varska')
    const lead = await viewerOf(db, 'lead')
    const all = await listRequests(db, lead)
    for (const member of demoMembers) {
      const viewer = await viewerOf(db, member)
      const listed = new Set((await listRequests(db, viewer)).map(({ id }) => id))
      for (const request of all) {
        expect(listed.has(request.id), member).toBe(mayOfRequest.seeRequest(viewer, request))
        expect((await findRequest(db, viewer, request.id)) !== undefined).toBe(listed.has(request.id))
      }
    }
  })

  test('costs a fixed number of queries in lists', async ({ signedInAs, db }) => {
    const gaujiena = await signedInAs('gaujiena')
    await ask(gaujiena)
    const count = () => queriesOf(db, () => gaujiena.get(requests).expect(200))
    const before = await count()
    const { id: _, ...row } = z.record(z.string(), z.unknown()).parse(await db('adviceRequests').first())
    await db('adviceRequests').insert(Array.from({ length: 300 }, () => row))
    expect(await count()).toBe(before)
  })
})
