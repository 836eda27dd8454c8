import { describe, expect } from 'vitest'
import { day, instantOf, type Month } from '#platform/values/day.ts'
import { calendarMonth } from '#modules/training/calendar/calendar.ts'
import { feedIdOf, feedToken, oldestInFeed } from '#modules/training/calendar/feed.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const feed = '/en/training/feed.ics'

/** The events of a calendar file, by name of their lines; folded lines are joined. */
const eventsIn = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) =>
      Object.fromEntries(event.split('\r\n').map((line) => line.split(/:(.*)/s).slice(0, 2) as [string, string])),
    )

describe('the calendar', () => {
  test('shows a month in whole weeks from Monday', () => {
    const { weeks, before, after, from, to } = calendarMonth('2020-03' as Month, [])
    expect([before, after, from, to]).toEqual(['2020-02', '2020-04', '2020-02-24', '2020-04-05'])
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7])
    expect(calendarMonth('2019-12' as Month, []).after).toBe('2020-01')
  })

  test('marks where it is and who teaches as written in the language of the day', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const address = '/training/datorprasmes-2-nodarbiba-vizualie-materiali-un-aptaujas-ties'
    for (const path of ['/training', address, `${address}/registration`])
      expect((await visitor.get(`/en${path}`).expect(200)).text).toContain(
        '<span lang="lv">Smārdes pamatskola, datorklase</span>',
      )
    expect((await visitor.get(`/en${address}`)).text).toContain('<span lang="lv">Demo lektore, mācību centrs</span>')
    expect((await visitor.get(`/lv${address}`)).text).not.toContain('lang="lv">Smārdes')
  })

  test('is read by parish, territory and kind, at addresses that can be passed on', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const page = async (query: string) => (await visitor.get(`/en/training?${query}`).expect(200)).text
    expect(await page('territory=alutaguse')).toContain('From an idea to a social enterprise')
    expect(await page('territory=alutaguse')).not.toContain('Helping seniors at home')
    expect(await page('parish=gaujiena&kind=practical')).toContain('Helping seniors at home')
    expect(await page('parish=gaujiena&kind=theory')).not.toContain('Helping seniors at home')
    const march = await page('view=month&month=2020-03&territory=setomaa')
    expect(march).toContain('March 2020')
    expect(march).toContain('view=month&amp;month=2020-04')
    expect(march).toContain('territory=setomaa')
    for (const nonsense of [
      'month=13.2020&view=month',
      'parish=%00',
      'kind=all&territory=x',
      'view=month&month=0000-00',
    ])
      await page(nonsense)
  })
})

describe('calendars to subscribe to', () => {
  test('tell Riga’s hours on both sides of the change of clocks', async ({ signedInAs }) => {
    expect(instantOf(day('2020-03-28'), '11:00').toISOString()).toBe('2020-03-28T09:00:00.000Z')
    expect(instantOf(day('2020-03-29'), '10:00').toISOString()).toBe('2020-03-29T07:00:00.000Z')
    expect(instantOf(day('2020-10-25'), '00:30').toISOString()).toBe('2020-10-24T21:30:00.000Z')
    const answer = await (await signedInAs(null)).get(`${feed}?territory=setomaa&kind=theory`).expect(200)
    expect(answer.headers['content-type']).toContain('text/calendar')
    const starts = eventsIn(answer.text).map((event) => event['DTSTART'])
    expect(starts).toEqual(['20200328T090000Z', '20200329T070000Z'])
  })

  test('know an event again however it changes, and say that it was called off', async ({ signedInAs }) => {
    const [visitor, ape] = [await signedInAs(null), await signedInAs('ape')]
    const own = async () => {
      const { text } = await visitor.get(`${feed}?parish=gaujiena&kind=practical`)
      return eventsIn(text).find((event) => event['SUMMARY'] === 'Helping seniors at home') ?? {}
    }
    const before = await own()
    expect(before).toMatchObject({ STATUS: 'CONFIRMED', LOCATION: 'Gaujienas tautas nams' })
    await ape
      .post('/en/work/training/palidziba-senioriem-majas/cancellation')
      .type('form')
      .send({ reason: 'Ill', in: 'en' })
      .expect(303)
    const after = await own()
    expect(after['UID']).toBe(before['UID'])
    expect(Number(after['SEQUENCE'])).toBeGreaterThan(Number(before['SEQUENCE']))
    expect(after['STATUS']).toBe('CANCELLED')
  })

  test('say in plain words what pages say with marks, and where links lead', async ({ signedInAs, db }) => {
    const about = '**Bring:** your [own cup](/en/training), and\n\n- an apron\n- [seeds](https://example.org/seeds)'
    await db('trainingDays')
      .where({ slug: 'palidziba-senioriem-majas' })
      .update({ about: { source: 'en', en: about } })
    const visitor = await signedInAs(null)
    const { text } = await visitor.get(`${feed}?parish=gaujiena&kind=practical`)
    const event = eventsIn(text).find((each) => each['SUMMARY'] === 'Helping seniors at home')
    expect(event?.['DESCRIPTION']?.replaceAll('\\', '')).toMatch(
      /^Bring: your own cup \(http.*\/en\/training\), andnn- an apronn- seeds \(https:\/\/example.org\/seeds\)$/,
    )
    const page = await visitor.get('/en/training/palidziba-senioriem-majas')
    expect(page.text).toContain('content="Bring: your own cup')
  })

  test('are no calendar of a place that is not there', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    await visitor.get(`${feed}?parish=nowhere`).expect(404)
    await visitor.get(`${feed}?territory=`).expect(404)
  })

  test('of a person are theirs alone, under an address that can be renewed', async ({ signedInAs, db }) => {
    const [engure, visitor] = [await signedInAs('engure'), await signedInAs(null)]
    const address = async () => {
      await engure.post('/en/work/calendar').expect(303)
      const page = await engure.get('/en/work/calendar').expect(200)
      return /\/en\/training\/feed\.ics\?person=[0-9a-f]{64}/.exec(page.text)?.[0] ?? ''
    }
    const first = await address()
    const answer = await visitor.get(first).expect(200)
    expect(answer.headers['cache-control']).toContain('no-store')
    const titles = eventsIn(answer.text).map((event) => event['SUMMARY'])
    // What nobody else sees yet is there, and marked so; what is others' is not.
    expect(eventsIn(answer.text).filter((event) => event['STATUS'] === 'TENTATIVE')).toHaveLength(1)
    expect(titles).toContain('Leader')
    expect(titles).not.toContain('Helping seniors at home')
    const second = await address()
    await visitor.get(first).expect(404)
    await visitor.get(second).expect(200)
    await visitor.get(second.replace(/.$/, (last) => (last === '0' ? '1' : '0'))).expect(404)
    await db('people').where({ email: 'engure@example.org' }).update({ deactivatedAt: new Date() })
    await visitor.get(second).expect(404)
  })

  test('of a person hold the days that they are registered for', async ({ signedInAs, db }) => {
    const varska = await signedInAs('varska')
    const { id: dayId } = await db('trainingDays').where({ slug: 'ideest-sotsiaalse-ettevotteni' }).first('id')
    await db('registrations').where({ dayId }).delete()
    const [{ id: participantId }] = await db('participants')
      .insert({ name: 'Somebody', email: 'varska@example.org', locale: 'et' })
      .returning('id')
    const facts = { dayId, participantId, state: 'registered', position: 1, source: 'self', locale: 'et' }
    await db('registrations').insert({ ...facts, registeredAt: new Date() })
    await varska.post('/et/work/calendar').expect(303)
    const page = await varska.get('/et/work/calendar')
    const own = await (
      await signedInAs(null)
    )
      .get(/\/et\/training\/feed\.ics\?person=[0-9a-f]+/.exec(page.text)?.[0] ?? '')
      .expect(200)
    expect(eventsIn(own.text).map((event) => event['SUMMARY'])).toEqual([
      'Ideest sotsiaalse ettevõtteni',
      'Ideest sotsiaalse ettevõtteni',
    ])
    expect(own.text).not.toContain('Somebody')
    // Letters know the same events by the same names; who waits has none.
    const { id: dateId } = await db('trainingDates').where({ dayId }).first('id')
    expect(eventsIn(own.text).map((event) => event['UID'])).toContain(`training-${dateId}@act-local`)
    await db('registrations').where({ dayId }).update({ state: 'waiting' })
    const waiting = await (
      await signedInAs(null)
    ).get(/\/et\/training\/feed\.ics\?person=[0-9a-f]+/.exec(page.text)?.[0] ?? '')
    expect(eventsIn(waiting.text)).toEqual([])
  })

  test('are given out on every day of the year', () => {
    expect(oldestInFeed(day('2020-02-29'))).toBe('2019-02-28')
  })

  test('have addresses that nobody else can make', () => {
    const id = '0b4cbd2e-6d3b-4b2e-9d3c-1f2a3b4c5d6e'
    expect(feedIdOf('secret', feedToken('secret', id))).toBe(id)
    expect(feedIdOf('another', feedToken('secret', id))).toBeNull()
    expect(feedIdOf('secret', 'nonsense')).toBeNull()
  })
})
