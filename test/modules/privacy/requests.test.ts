import { createHash } from 'node:crypto'
import JSZip from 'jszip'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { modules } from '#modules.ts'
import { readableTables } from '#modules/privacy/files/export.ts'
import { registerOf, tablesOf } from '#modules/privacy/register/register.ts'
import { rowsAbout } from '#modules/privacy/subject/row-queries.ts'
import { monthsAfter } from '#modules/privacy/requests/request.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { day } from '#platform/values/day.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { stickerInSmall } from '../../../seeds/equipment/sticker.ts'
import { appOn, linkDemoFiles, visitor, type Visitor } from '../../support/portal.ts'
import { privacyLinkTo, runPrivacyJob } from '../../support/privacy.ts'
import { trainingDay, typed } from '../../support/registrations.ts'
import { idOf, rowOf, rowsOf } from '../../support/rows.ts'
import { test } from '../../support/test.ts'

const weaver = 'demo.weaver@example.org'

async function registerWeaver(db: Db, guest: Visitor): Promise<void> {
  await trainingDay(db)
  const form = '/en/training/weaving/registration'
  const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
  await guest
    .post(form)
    .type('form')
    .send({ ...fields, ...typed('Demo weaver'), needs: 'A ramp' })
    .expect(303)
}

const ask = (guest: Visitor, kind: string, email = weaver) =>
  guest.post('/en/privacy/request').type('form').send({ kind, email, text: 'Please.' }).expect(303)

/** A confirmed request of the weaver; the path of its page. */
async function confirmed(db: Db, guest: Visitor, kind: string): Promise<string> {
  await ask(guest, kind)
  await guest.post(await privacyLinkTo(db, weaver, 'privacy confirm')).expect(303)
  return `/en/work/admin/privacy/${await idOf(db('privacyRequests').where({ state: 'open', kind }))}`
}

/** Files that somebody sent, or nobody with an account; of the small picture the bytes are there, of others they are lost. */
async function sentFiles(db: Db, email: string | null, contents: readonly Buffer[]): Promise<void> {
  await linkDemoFiles()
  const uploadedBy = email === null ? null : await idOf(db('people').where({ email }))
  const rows = contents.map((content) => ({
    sha256: createHash('sha256').update(content).digest('hex'),
    ...{ bytes: content.length, type: 'png', width: 1, height: 1, name: 'photo.png', active: false, uploadedBy },
  }))
  await db('files').insert(rows)
}

const contents = async (zip: Buffer) => {
  const files = await JSZip.loadAsync(zip, { checkCRC32: true })
  const text = async (name: string) => (await files.file(name)?.async('string')) ?? ''
  return { json: await text('data.json'), page: await text('read-me.html'), names: Object.keys(files.files), files }
}

const binary = (asked: ReturnType<Visitor['get']>) =>
  asked.buffer(true).parse((res, done) => {
    const chunks: Buffer[] = []
    res.on('data', (chunk: Buffer) => chunks.push(chunk))
    res.on('end', () => done(null, Buffer.concat(chunks)))
  })

// Numbers of records, moments as machines write them, names of tables and columns: a page for people has none.
const technical = /[0-9a-f]{8}-[0-9a-f]{4}-|\d{4}-\d\d-\d\d|[a-z]_[a-z]/
const textOf = (page: string) => page.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]*>/g, ' ')

describe('somebody without an account', () => {
  test('asks, confirms by the letter, and has an answer due one month later', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    await registerWeaver(db, guest)
    await ask(guest, 'export')
    const link = await privacyLinkTo(db, weaver, 'privacy confirm')
    for (let time = 0; time < 3; time += 1) expect((await guest.get(link).expect(200)).text).toContain(weaver)
    expect(await db('privacyRequests').whereNot({ state: 'unconfirmed' })).toEqual([])
    const admin = await signedInAs('admin')
    expect((await admin.get('/en/work/admin/privacy').expect(200)).text).not.toContain(weaver)
    await guest.post(link).expect(303)
    await guest.post(link).expect(303)
    expect((await guest.get(link).expect(200)).text).toContain('Your request has been received')
    const { dueOn } = await rowOf(db('privacyRequests'), { dueOn: z.string() })
    expect(dueOn).toBe('2020-04-02')
    const { text } = await admin.get('/en/work/admin/privacy').expect(200)
    expect(text).toContain(weaver)
    expect(text).toContain('2 April 2020')
  })

  test('is answered alike whether the address is known, and gets three letters a day at most', async ({ db }) => {
    const guest = await visitor(await appOn(db, { rateLimits: defaultRateLimits }), db, null)
    const answers = [await ask(guest, 'export'), await ask(guest, 'export', 'nobody@act.example')]
    for (let time = 0; time < 4; time += 1) answers.push(await ask(guest, 'export'))
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1)
    expect(await db('mailMessages').where({ recipient: weaver })).toHaveLength(3)
    for (let time = 0; time < 20; time += 1) await ask(guest, 'export', `person${time}@act.example`)
    expect(await db('privacyRequests')).toHaveLength(18)
  })

  test('finds the link over after a day', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    await ask(guest, 'erasure')
    const link = await privacyLinkTo(db, weaver, 'privacy confirm')
    await db('privacyRequests').update({ askedAt: db.raw(`asked_at - interval '25 hours'`) })
    await guest.get(link).expect(410)
    await guest.post(link).expect(410)
  })

  test('finds nothing in what others wrote by a name that is a piece of it', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    // Anybody may type any name; this one stands in each letter with a link for a new password.
    await guest.post('/en/forgotten').type('form').send({ email: 'engure@example.org' }).expect(303)
    await trainingDay(db)
    const form = '/en/training/weaving/registration'
    const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
    const named = { ...fields, ...typed('/account/password/'), email: weaver }
    await guest.post(form).type('form').send(named).expect(303)
    const page = await confirmed(db, guest, 'export')
    const admin = await signedInAs('admin')
    await admin.post(`${page}/file`).expect(303)
    await runPrivacyJob(db, 'privacy.make_files')
    const { body } = await binary(guest.post(await privacyLinkTo(db, weaver, 'privacy file'))).expect(200)
    const { json, page: readable } = await contents(body as Buffer)
    expect(json).toContain('/account/password/')
    expect(`${json} ${readable}`).not.toMatch(/account\/password\/[0-9a-f•]|engure@/)
    // Nor do staff see links when they look for texts that name somebody.
    expect((await admin.get(`${page}/erasure`).expect(200)).text).not.toMatch(/[0-9a-f]{40}/)
  })

  test('receives everything kept about them, by a link that is theirs', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    await registerWeaver(db, guest)
    const page = await confirmed(db, guest, 'export')
    const admin = await signedInAs('admin')
    expect((await admin.get(page).expect(200)).text).toContain('Training and study visits')
    await admin.post(`${page}/file`).expect(303)
    await runPrivacyJob(db, 'privacy.make_files')
    const link = await privacyLinkTo(db, weaver, 'privacy file')
    await sentFiles(db, null, [stickerInSmall])
    await guest.get(link).expect(200)
    const { body, headers } = await binary(guest.post(link)).expect(200)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/zip' })
    const { json, page: readable, names } = await contents(body as Buffer)
    expect(names).toEqual(['data.json', 'read-me.html'])
    for (const text of [json, readable])
      for (const known of ['Demo weaver', weaver, 'A ramp']) expect(text).toContain(known)
    expect(json).not.toMatch(/[0-9a-f]{64}/)
    for (const shown of ['Registrations for training', 'Weaving day', '2 March 2020', 'Registered', 'English'])
      expect(readable).toContain(shown)
    expect(textOf(readable)).not.toMatch(technical)
    await db('privacyFiles').update({ madeAt: db.raw(`made_at - interval '8 days'`) })
    await guest.post(link).expect(404)
    const events = await rowsOf(db('auditLog').whereLike('event', 'privacy.%').orderBy('id'), { event: z.string() })
    expect(events.map(({ event }) => event)).toEqual([
      ...['privacy.asked', 'privacy.confirmed', 'privacy.file_asked', 'privacy.file_made', 'privacy.file_fetched'],
    ])
  })
})

describe('somebody with an account', () => {
  test('makes the file once they have typed their password again, and nobody else fetches it', async ({
    signedInAs,
    db,
  }) => {
    const mine = await visitor(await appOn(db), db, 'ape@example.org')
    await db.raw(`update sessions set sess = jsonb_set(sess::jsonb, '{provedAt}', '1')`)
    await mine.post('/en/work/account/data/files').type('form').send({ do: 'make' }).expect(401)
    await mine
      .post('/en/work/account/prove')
      .type('form')
      .send({ password: demoPassword, next: '/en/work/account' })
      .expect(303)
    await db('handoverConditions').insert({
      ...{ kind: 'loan', number: 99, text: { source: 'en', en: 'The oven is cleaned by whoever used it.' } },
      writtenBy: await idOf(db('people').where({ email: 'ape@example.org' })),
    })
    await mine.post('/en/work/account/data/files').expect(303)
    expect((await mine.get('/en/work/account/data').expect(200)).text).toContain('being made')
    await runPrivacyJob(db, 'privacy.make_files')
    const { text } = await mine.get('/en/work/account/data').expect(200)
    await sentFiles(db, 'ape@example.org', [stickerInSmall, Buffer.from('lost')])
    await sentFiles(db, 'lead@example.org', [stickerInSmall])
    const file = /href="(\/en\/work\/account\/data\/files\/[^"]+)"/.exec(text)?.[1] ?? ''
    const { body } = await binary(mine.get(file)).expect(200)
    const { json, page, names, files } = await contents(body as Buffer)
    expect(textOf(page)).not.toMatch(technical)
    expect(page).toContain('The oven is cleaned by whoever used it.')
    const photo = names.filter((name) => name.startsWith('files/') && !name.endsWith('/'))
    expect(photo).toEqual([expect.stringMatching(/^files\/[12]-photo\.png$/)])
    expect(await files.file(photo[0] ?? '')?.async('nodebuffer')).toEqual(stickerInSmall)
    expect(JSON.parse(json)).toMatchObject({ about: { people: [{ email: 'ape@example.org', password_hash: '•' }] } })
    await (await signedInAs('admin')).get(file).expect(404)
    await (await signedInAs('lead')).get(file).expect(404)
  })

  test('asks without a letter, and reads what became of it', async ({ signedInAs, db }) => {
    const mine = await signedInAs('ape')
    await mine
      .post('/en/work/account/data/requests')
      .type('form')
      .send({ kind: 'correction', text: 'My name.' })
      .expect(303)
    const { id } = await rowOf(db('privacyRequests').where({ state: 'open' }), { id: z.string() })
    const lead = await signedInAs('lead')
    const page = `/en/work/admin/privacy/${id}`
    const correct = (phone: string) =>
      lead.post(`${page}/correction`).type('form').send({ name: 'Renamed person', phone })
    expect((await correct('twenty nine').expect(422)).text).toContain('Enter a telephone number')
    expect((await correct('29123456').expect(422)).text).toContain('no registration')
    await correct('').expect(303)
    const renamed = await idOf(db('people').where({ name: 'Renamed person' }))
    expect(await db('people').where({ id: renamed }).first('formerNames')).toMatchObject({
      formerNames: [expect.stringContaining('Demo')],
    })
    const version = fieldsOf((await lead.get(page).expect(200)).text, `${page}/answer`)['version']
    await lead.post(`${page}/answer`).type('form').send({ version, answer: 'Your name is right now.' }).expect(303)
    const own = await mine.get('/en/work/account/data').expect(200)
    expect(own.text).toContain('Your name is right now.')
    expect(own.text).toContain('Renamed person')
    const late = await lead.post(`${page}/answer`).type('form').send({ version, answer: 'Once more.' }).expect(409)
    for (const said of ['closed in the meantime: answered, ', 'Once more.']) expect(late.text).toContain(said)
    expect((await lead.get(`${page}/erasure`).expect(303)).headers['location']).toBe(page)
  })

  test('asks three times a day at most, and is told so', async ({ db }) => {
    const mine = await visitor(await appOn(db, { rateLimits: defaultRateLimits }), db, 'ape@example.org')
    const asked = { kind: 'objection', text: 'Once more.' }
    const send = () => mine.post('/en/work/account/data/requests').type('form').send(asked)
    for (let time = 0; time < 3; time += 1) await send().expect(303)
    const { text } = await send().expect(429)
    for (const said of ['You have sent three requests today', 'Once more.']) expect(text).toContain(said)
    expect(await db('privacyRequests').where({ state: 'open' })).toHaveLength(3)
  })
})

describe('whoever answers requests', () => {
  test('puts one off by two months once, and refuses with a reason', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    const page = await confirmed(db, guest, 'objection')
    const admin = await signedInAs('admin')
    const send = (what: string, fields: object) => admin.post(`${page}/${what}`).type('form').send(fields)
    await send('extension', { version: '1', because: 'short' }).expect(422)
    await send('extension', { version: '1', because: 'Many archives are asked.' }).expect(303)
    expect((await admin.get(page).expect(200)).text).toContain('2 June 2020')
    await send('extension', { version: '2', because: 'Many archives are asked.' }).expect(403)
    await send('refusal', { version: '1', reason: 'identity', words: 'We could not reach you.' }).expect(409)
    await send('refusal', { version: '2', reason: 'identity', words: 'We could not reach you.' }).expect(303)
    const letters = await rowsOf(db('mailMessages').where({ recipient: weaver }).orderBy('postedAt'), {
      subject: z.string(),
    })
    expect(letters.map(({ subject }) => subject)).toContain('Your request about personal data was refused')
  })

  test('finds whoever gave a telephone number alone, by it or by name, and says whose request it is', async ({
    signedInAs,
    db,
  }) => {
    const caller = { name: 'Zanda Zvanītāja', locale: 'lv', phone: '+37129123456' }
    const [{ id }] = (await db('participants').insert(caller).returning('id')) as [{ id: string }]
    const page = await confirmed(db, await signedInAs(null), 'erasure')
    const admin = await signedInAs('admin')
    expect((await admin.get(`${page}?find=Nobody`).expect(200)).text).toContain(
      'Nobody without an e-mail address is called so',
    )
    // Who has an address of their own is nobody's to choose: the file would go to whoever asked.
    expect((await admin.get(`${page}?find=auditor`).expect(200)).text).toContain(
      'Nobody without an e-mail address is called so',
    )
    for (const find of ['zvanītāja', 'zvanitaja', '29 123 456'])
      expect((await admin.get(page).query({ find }).expect(200)).text).toContain('Zanda Zvanītāja')
    await admin.post(`${page}/subject`).type('form').send({ person: id, find: 'zvanītāja' }).expect(303)
    expect(fieldsOf((await admin.get(page).expect(200)).text, `${page}/subject`)).toMatchObject({ person: id })
    await admin.post(`${page}/erasure`).expect(303)
    expect(await db('participants').where({ id }).first('phone')).toEqual({ phone: null })
  })

  test('reads that a request is overdue once its day is over', async ({ signedInAs, db }) => {
    const page = await confirmed(db, await signedInAs(null), 'objection')
    const admin = await signedInAs('admin')
    await db('privacyRequests').update({ dueOn: '2020-03-02' })
    expect((await admin.get(page).expect(200)).text).toContain('fewer than 7 days left')
    await db('privacyRequests').update({ dueOn: '2020-03-01' })
    for (const address of [page, '/en/work/admin/privacy'])
      expect((await admin.get(address).expect(200)).text).toContain('overdue')
  })

  test('restricts somebody, who is then in no list, file or letter', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    await registerWeaver(db, guest)
    const page = await confirmed(db, guest, 'restriction')
    const admin = await signedInAs('admin')
    const staff = await signedInAs('ape')
    const list = '/en/work/training/weaving/registrations'
    expect((await staff.get(list).expect(200)).text).toContain('Demo weaver')
    await admin.post(`${page}/restriction`).expect(303)
    expect((await staff.get(list).expect(200)).text).not.toContain('Demo weaver')
    expect((await staff.get(`${list}.csv`).expect(200)).text).not.toContain('Demo weaver')
    const before = await db('mailMessages').where({ recipient: weaver })
    await registerOnce(guest)
    expect(await db('mailMessages').where({ recipient: weaver })).toHaveLength(before.length)
    const dayId = await idOf(db('trainingDays').where({ slug: 'weaving' }))
    const attendance = `/en/work/training/weaving/dates/${await idOf(db('trainingDates').where({ dayId }))}/attendance`
    await db('trainingDates').where({ dayId }).update({ onDay: '2020-03-01' })
    expect((await staff.get(attendance).expect(200)).text).not.toContain('Demo weaver')
    await admin.post(`${page}/restriction`).type('form').send({ do: 'end' }).expect(303)
    for (const address of [list, attendance])
      expect((await staff.get(address).expect(200)).text).toContain('Demo weaver')
  })
})

async function registerOnce(guest: Visitor): Promise<void> {
  const form = '/en/training/weaving/registration'
  const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
  await guest
    .post(form)
    .type('form')
    .send({ ...fields, ...typed('Demo weaver') })
    .expect(303)
}

test('what is about one person has words in their file', ({ db }) => {
  const nobody = { personId: null, participantIds: [], emails: [], names: [] }
  const about = tablesOf(registerOf(modules)).filter((each) => rowsAbout(db, each, nobody) !== null)
  expect(about.map(({ table }) => table).toSorted()).toEqual(readableTables.toSorted())
})

test('a month is the same day of the next one, or its last', () => {
  expect([
    monthsAfter(day('2020-01-31'), 1),
    monthsAfter(day('2020-02-29'), 1),
    monthsAfter(day('2020-11-30'), 3),
  ]).toEqual([...['2020-02-29', '2020-03-29', '2021-02-28']])
})
