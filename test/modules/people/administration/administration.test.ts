import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { idOfParish, viewerOf } from '../../../support/people.ts'
import { test, type Member } from '../../../support/test.ts'

const newcomer = { name: 'Jauna mentore', email: 'new@example.org', locale: 'lv', note: '' }
const nowhere = { role: 'mentor', territoryId: '', parishId: '', fromDay: '1.3.2020', toDay: '' }
const mentorOf = async (db: Db, slug: string) => ({ ...nowhere, parishId: await idOfParish(db, slug) })

describe('the accounts', () => {
  test.for<[Member | null, number]>([
    [null, 302],
    ['admin', 200],
    ['lead', 200],
    ['auditor', 403],
    ['ape', 403],
    ['mentor', 403],
    ['gaujiena', 403],
  ])('are listed for %s with %i', async ([member, status], { signedInAs }) => {
    await (await signedInAs(member)).get('/en/work/admin/people').expect(status)
  })

  test.for([
    ['lv', ['aivars', 'Āris', 'Cēsis', 'Čaks', 'Sarma', 'Šarlote', 'Zane', 'Žanna']],
    ['et', ['Sarma', 'Šarlote', 'Zane', 'Žanna', 'Tiit', 'Valev', 'Õie', 'Ülo']],
  ] as const)('are in the order of the reader’s alphabet: %s', async ([locale, names], { signedInAs, db }) => {
    const rows = names.toReversed().map((name, at) => ({ name, locale, email: `${at}@alphabet.example` }))
    await db('people').insert(rows)
    const { text } = await (await signedInAs('admin')).get(`/${locale}/work/admin/people`).expect(200)
    const places = names.map((name) => text.indexOf(`>${name}<`))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('are only read by the lead partner', async ({ signedInAs, db }) => {
    const browser = await signedInAs('lead')
    const { id } = await viewerOf(db, 'mentor')
    expect((await browser.get(`/et/work/admin/people/${id}`).expect(200)).text).not.toContain('/grants')
    await browser.post('/et/work/admin/people/new').type('form').send(newcomer).expect(403)
    await browser
      .post(`/et/work/admin/people/${id}/grants`)
      .type('form')
      .send(await mentorOf(db, 'ape'))
      .expect(403)
    await browser.post(`/et/work/admin/people/${id}/close`).expect(403)
  })

  test('begin with an invitation, and nobody signs in with one before', async ({ signedInAs }) => {
    const browser = await signedInAs('admin')
    const invited = await browser.post('/lv/work/admin/people/new').type('form').send(newcomer).expect(303)
    const page = await browser.get(String(invited.headers['location'])).expect(200)
    expect(page.text).toContain('Jauna mentore')
    expect(page.text).toContain('Nosūtīts uzaicinājums')
    for (const password of ['', 'null', 'zirgs-baterija-skava'])
      await (
        await signedInAs(null)
      )
        .post('/lv/sign-in')
        .type('form')
        .send({ email: newcomer.email, password })
        .expect(422)
  })

  test('begin with a role where one is chosen, as if it were given on the page of the person', async ({
    signedInAs,
    db,
  }) => {
    const browser = await signedInAs('admin')
    const page = '/en/work/admin/people/new'
    const invite = (role: object) =>
      browser
        .post(page)
        .type('form')
        .send({ ...newcomer, ...role })
    const withRole = await mentorOf(db, 'trapene')
    expect((await browser.get(page).expect(200)).text).toContain('First role')
    expect((await invite({ ...withRole, parishId: '' }).expect(422)).text).toMatch(/href="#parishId">Parish: Choose/)
    expect((await invite({ ...withRole, role: '' }).expect(422)).text).toMatch(/href="#role">Role: Choose/)
    expect((await invite({ ...withRole, toDay: '1.2.2020' }).expect(422)).text).toContain('value="1.2.2020"')
    expect(await db('people').where({ email: newcomer.email })).toEqual([])

    const { headers } = await invite(withRole).expect(303)
    expect((await browser.get(String(headers['location'])).expect(200)).text).toMatch(/Mentor: [^]*Trapene/)
    const { id } = await db('people').where({ email: newcomer.email }).first('id')
    const { parishId, role } = withRole
    expect(await db('roleAssignments').where({ personId: id })).toMatchObject([{ role, parishId }])
    const events = await db('auditLog').where({ subjectId: id }).orderBy('id').pluck('event')
    expect(events).toEqual(['person.created', 'role.granted', 'person.invited'])
    const letters = await db('mailMessages').where({ recipient: newcomer.email }).pluck('parts')
    expect(JSON.stringify(letters)).toMatch(/Mentors: Trapenes/)
  })

  test('are opened once, however often the form is sent', async ({ signedInAs, db }) => {
    const browser = await signedInAs('admin')
    const form = { ...newcomer, key: '1d0ff8a5-3a36-4b43-9d1f-3f1d3a6f0b11' }
    const first = await browser.post('/lv/work/admin/people/new').type('form').send(form).expect(303)
    const again = await browser.post('/lv/work/admin/people/new').type('form').send(form).expect(303)
    expect(again.headers['location']).toBe(first.headers['location'])
    expect(await db('people').where({ email: newcomer.email })).toHaveLength(1)
  })

  test('refuse an e-mail that is taken', async ({ signedInAs }) => {
    const browser = await signedInAs('admin')
    const taken = { ...newcomer, email: 'APE@example.org' }
    const page = await browser.post('/en/work/admin/people/new').type('form').send(taken).expect(422)
    expect(page.text).toContain('An account with this e-mail address already exists.')
  })

  test('when closed, sign the person out and keep them out', async ({ signedInAs, db }) => {
    const varska = await signedInAs('varska')
    await varska.get('/et/work').expect(200)
    const { id } = await viewerOf(db, 'varska')
    const browser = await signedInAs('admin')
    await browser.get(`/en/work/admin/people/${id}/close`).expect(200)
    await browser.post(`/en/work/admin/people/${id}/close`).expect(303)
    expect(await db('mailMessages').whereLike('once', `closed ${id}%`)).toHaveLength(1)
    await varska.get('/et/work').expect(302)
    const who = { email: 'varska@example.org', password: 'parish-demo-2019' }
    await (await signedInAs(null)).post('/et/sign-in').type('form').send(who).expect(422)
  })

  test('are never closed by their own administrator', async ({ signedInAs, db }) => {
    const { id, roles } = await viewerOf(db, 'admin')
    const browser = await signedInAs('admin')
    await browser.post(`/en/work/admin/people/${id}/close`).expect(403)
    await browser.get(`/en/work/admin/people/${id}/grants/${roles[0]?.id}/end`).expect(403)
  })
})

describe('a role', () => {
  test('given by the administrator is held from its first day', async ({ signedInAs, db }) => {
    const { id } = await viewerOf(db, 'auditor')
    const form = await mentorOf(db, 'trapene')
    await (await signedInAs('admin')).post(`/en/work/admin/people/${id}/grants`).type('form').send(form).expect(303)
    expect((await viewerOf(db, 'auditor')).roles).toContainEqual(
      expect.objectContaining({ role: 'mentor', parishId: form.parishId, from: '2020-03-01', to: null }),
    )
  })

  test('needs its place, and is not given twice', async ({ signedInAs, db }) => {
    const { id } = await viewerOf(db, 'mentor')
    const browser = await signedInAs('admin')
    const page = await browser.post(`/en/work/admin/people/${id}/grants`).type('form').send(nowhere).expect(422)
    expect(page.text).toContain('href="#parishId"')
    const twice = await mentorOf(db, 'gaujiena')
    const held = await browser.post(`/en/work/admin/people/${id}/grants`).type('form').send(twice).expect(422)
    expect(held.text).toContain('already has this role')
  })

  test('ends on the day that was typed, but not before it began', async ({ signedInAs, db }) => {
    const { id, roles } = await viewerOf(db, 'ape')
    const end = `/en/work/admin/people/${id}/grants/${roles[0]?.id}/end`
    const browser = await signedInAs('admin')
    await browser.get(end).expect(200)
    await browser.post(end).type('form').send({ toDay: '30.4.2019' }).expect(422)
    await browser.post(end).type('form').send({ toDay: '1.3.2020' }).expect(303)
    expect((await viewerOf(db, 'ape')).roles).toEqual([])
    await (await signedInAs('ape')).get('/lv/work/parishes/gaujiena/edit').expect(403)
  })
})
