import { describe, expect } from 'vitest'
import { z } from 'zod'
import { listVisits } from '#modules/visits/visits/queries.ts'
import { may } from '#modules/visits/visits/policy.ts'
import type { Visit } from '#modules/visits/visits/visit.ts'
import type { Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { appOn, visitor, type Visitor } from '../../../support/portal.ts'
import { queriesOf } from '../../../support/queries.ts'
import { idOf, multilingual, rowOf } from '../../../support/rows.ts'
import { demoMembers, test as early, testOfDemo as test } from '../../../support/test.ts'

const coming = '/en/work/visits/2-seto-tare-laul-leib-ja-kasitoo'
const facts = { title: 'Looking at bread', number: '7', fromDay: '1.6.2020', toDay: '2.6.2020', in: 'en' }

type Fields = Record<string, string>

/** The form for a new visit as somebody fills it in. */
async function filled(db: Db, person: Visitor, changes: Fields = {}): Promise<Fields> {
  const hostId = await idOf(db('territories').where({ slug: 'setomaa' }).first('id'))
  const page = await person.get('/en/work/visits/new').expect(200)
  return { ...(fieldsOf(page.text) as Fields), ...facts, hostId, ...changes }
}

describe('a study visit', () => {
  early('is begun once, and nobody else sees it before it is published', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    const typed = await filled(db, setomaa)
    const send = () => setomaa.post('/en/work/visits/new').type('form').send(typed).expect(303)
    await Promise.all([send(), send()])
    expect(await db('visits')).toHaveLength(1)
    await (await signedInAs(null)).get('/en/visits/7-looking-at-bread').expect(404)
    expect((await (await signedInAs(null)).get('/en/visits')).text).not.toContain('Looking at bread')
    await (await signedInAs('ape')).get('/en/work/visits/7-looking-at-bread').expect(200)
  })

  early('is not published while something is missing, and says what', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    await setomaa
      .post('/en/work/visits/new')
      .type('form')
      .send(await filled(db, setomaa))
      .expect(303)
    const refused = await setomaa.post('/en/work/visits/7-looking-at-bread/publication').expect(422)
    for (const lacking of ['A stop on each day', 'Where people sleep each night', 'What to bring along']) {
      expect(refused.text).toContain(lacking)
    }
    expect(await db('visits').first('state')).toEqual({ state: 'planned' })
  })

  test('is published under its title of that day, and leads there from where it was planned', async ({
    signedInAs,
    db,
  }) => {
    const setomaa = await signedInAs('setomaa')
    const { id: planned, ...facts }: { id: string } = await db('visits').where({ number: 2 }).first()
    const again = { ...facts, number: 9, slug: '9-x', state: 'planned', title: { source: 'en', en: 'Bread and song' } }
    const [{ id }] = (await db('visits').insert(again).returning('id')) as [{ id: string }]
    for (const table of ['visitStops', 'visitLegs', 'visitNights', 'visitPlaces'])
      await db(table).where({ visitId: planned }).update({ visitId: id })
    const published = await setomaa.post('/en/work/visits/9-x/publication').expect(303)
    expect(published.headers['location']).toBe('/en/work/visits/9-bread-and-song')
    for (const page of ['/en/visits/9-bread-and-song', '/en/visits/9-x'])
      expect((await (await signedInAs(null)).get(page).expect(200)).text).toContain('Bread and song')
  })

  early('gives back what was typed where its days cannot be', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    for (const [changes, problem] of [
      [{ title: '' }, 'Fill in this field.'],
      [{ fromDay: '3.6.2020' }, 'The last day is before the first.'],
      [{ fromDay: '30.2.2020' }, 'Enter the date as'],
      [{ fromDay: '1.6.2022', toDay: '2.6.2022' }, 'The visit must take place within the project period'],
      [{ seminarOn: '9.6.2020' }, 'The seminar must be on a day of the visit.'],
      [{ seminarStarts: '25:00' }, 'Enter the time as'],
      [{ seminarStarts: '22', seminarEnds: '1' }, 'after midnight, enter 24:00 here'],
    ] as const) {
      const body = await filled(db, setomaa, { about: 'Kept <b>text</b>', ...changes })
      const page = await setomaa.post('/en/work/visits/new').type('form').send(body).expect(422)
      expect(page.text).toContain(problem)
      expect(page.text).toContain('Kept &lt;b&gt;text&lt;/b&gt;')
      expect(page.text).toMatch(/The project runs 1.May.2019.{1,8}–.{1,8}30.April.2021\./)
    }
  })

  test('has a programme that is written row by row, in each language by itself', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    const place = `${coming}/itinerary`
    const before = fieldsOf((await setomaa.get(`${place}?in=en`).expect(200)).text, place) as Fields
    const rows = `${before['rows']} new-9`
    const added = Object.fromEntries(
      Object.entries({
        onDay: '14.05.2020',
        starts: '18.30',
        ends: '',
        place: 'A smoke sauna',
        host: '',
        theme: '',
      }).map(([name, typed]) => [`row.new-9.${name}`, typed]),
    )
    await setomaa
      .post(place)
      .type('form')
      .send({ ...before, rows, ...added })
      .expect(303)
    const sauna = db('visitStops').whereRaw(`place ->> 'en' = 'A smoke sauna'`)
    const stop = await rowOf(sauna, { id: z.string(), starts: z.string(), place: multilingual })
    expect(stop).toMatchObject({ starts: '18:30:00', place: { source: 'en' } })

    const inLatvian = fieldsOf((await setomaa.get(`${place}?in=lv`)).text, place) as Fields
    await setomaa
      .post(place)
      .type('form')
      .send({ ...inLatvian, [`row.${stop.id}.place`]: 'Dūmu pirts' })
      .expect(303)
    expect(await db('visitStops').where({ id: stop.id }).first('place')).toMatchObject({
      place: { source: 'en', en: 'A smoke sauna', lv: 'Dūmu pirts' },
    })
    expect((await (await signedInAs(null)).get('/lv/visits/2-seto-tare-laul-leib-ja-kasitoo')).text).toContain(
      'Dūmu pirts',
    )
  })

  test('keeps to its days, and loses nothing of who was slower', async ({ signedInAs, db }) => {
    const [setomaa, lead] = [await signedInAs('setomaa'), await signedInAs('lead')]
    const place = `${coming}/nights`
    const typed = fieldsOf((await setomaa.get(place)).text, place) as Fields
    const id = typed['rows'] ?? ''
    const outside = await setomaa
      .post(place)
      .type('form')
      .send({ ...typed, [`row.${id}.onDay`]: '1.1.2021' })
      .expect(422)
    expect(outside.text).toContain('This day does not belong to the visit.')

    await lead
      .post(place)
      .type('form')
      .send({ ...fieldsOf((await lead.get(place)).text, place), [`row.${id}.place`]: 'A farm' })
      .expect(303)
    const late = await setomaa
      .post(place)
      .type('form')
      .send({ ...typed, [`row.${id}.place`]: 'A school' })
      .expect(409)
    expect(late.text).toContain('A farm')
    expect(fieldsOf(late.text, place)).toMatchObject({ version: '3', [`row.${id}.place`]: 'A school' })
    expect(await db('visitNights').where({ id }).first('place')).toEqual({ place: 'A farm' })
  })

  test('is listed for exactly those who may see it', async ({ signedInAs, db }) => {
    const setomaa = await signedInAs('setomaa')
    await setomaa
      .post('/en/work/visits/new')
      .type('form')
      .send(await filled(db, setomaa))
      .expect(303)
    const all: Visit[] = await db('visits')
    for (const member of [...demoMembers, null]) {
      const viewer = member && (await viewerOf(db, member))
      const listed = (await listVisits(db, viewer)).map(({ slug }) => slug).sort()
      expect([member, listed]).toEqual([
        member,
        all
          .filter((visit) => may.view(viewer, visit))
          .map(({ slug }) => slug)
          .sort(),
      ])
    }
  })

  test('is read with few queries', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    expect(await queriesOf(db, () => visitor.get('/en/visits'))).toBe(1)
    expect(await queriesOf(db, () => visitor.get('/en/visits/2-seto-tare-laul-leib-ja-kasitoo'))).toBe(2)
    const ape = await signedInAs('ape')
    await ape.get(coming)
    expect(await queriesOf(db, () => ape.get(`${coming}/travellers`))).toBeLessThanOrEqual(5)
  })
})

test('whoever plans a visit reads what the number on each of its parts counts', async ({ signedInAs }) => {
  const page = (await (await signedInAs('setomaa')).get(coming).expect(200)).text
  expect(page).toMatch(/Entered: <span class="num">\d/)
  expect(page).not.toMatch(/<p[^>]*>\s*\d+\s*<\/p>/)
})

describe('the page of a study visit', () => {
  const [past, ahead] = ['1-pie-juras-laivas-zivis-un-tirgus', '2-seto-tare-laul-leib-ja-kasitoo']

  test('tells before it whom to call and what to bring, and after it what came of it', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const before = (await visitor.get(`/en/visits/${ahead}`).expect(200)).text
    for (const wanted of ['href="tel:+3', 'Packing sheet', '>Free</th>']) expect(before).toContain(wanted)
    const after = (await visitor.get(`/en/visits/${past}`).expect(200)).text
    for (const over of ['Whom to call', 'Packing sheet', '>Free</th>']) expect(after).not.toContain(over)
    expect(after).toContain('Who took part')
    expect(after.indexOf('id="lessons"')).toBeLessThan(after.indexOf('id="programme"'))
  })

  test('marks who receives and where people sleep as written in the language of the place', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const page = (await visitor.get(`/en/visits/${past}`).expect(200)).text
    for (const name of ['Engures pagasts', 'Smārdes tautas nams'])
      expect(page).toContain(`<span lang="lv">${name}</span>`)
    expect(page).toContain('Some texts are in Latvian.')
    expect((await visitor.get(`/lv/visits/${past}`).expect(200)).text).not.toContain('lang="lv">Engures')
  })
})

describe('a visit that is held', () => {
  const cancellation = `${coming}/cancellation`

  test('is not called off any more, and offers no form for it', async ({ signedInAs, db }) => {
    await db('visits').where({ slug: '2-seto-tare-laul-leib-ja-kasitoo' }).update({ state: 'held' })
    const setomaa = await signedInAs('setomaa')
    await setomaa.get(cancellation).expect(403)
    await setomaa.post(cancellation).type('form').send({ reason: 'Storm' }).expect(403)
  })

  test('at the very moment somebody calls it off answers with what they wrote', async ({ committedDb }) => {
    const setomaa = await visitor(await appOn(committedDb), committedDb, 'setomaa@example.org')
    const held = await committedDb.transaction()
    await held('visits').where({ slug: '2-seto-tare-laul-leib-ja-kasitoo' }).update({ state: 'held' })
    const sending = setomaa
      .post(cancellation)
      .type('form')
      .send({ reason: 'Storm' })
      .then((answer) => answer)
    const waits = `select count(*)::int as waiting from pg_locks where not granted`
    await expect
      .poll(async () => (await committedDb.raw<{ rows: [{ waiting: number }] }>(waits)).rows[0].waiting)
      .toBeGreaterThan(0)
    await held.commit()
    const answer = await sending
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Storm')
  })
})
