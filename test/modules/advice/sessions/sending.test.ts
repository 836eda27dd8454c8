import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { keptFile, photo, send } from '../../../support/files.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'
import { assignmentIn, idOf, rowOf } from '../advice-session.ts'

const typed = (place: string, changes: Record<string, string> = {}) => ({
  key: randomUUID(),
  in: 'en',
  heldOn: '02.03.2020',
  minutes: '45',
  otherMinutes: '',
  channel: 'phone',
  phase: 'launch',
  place,
  summary: 'In the cellar',
  privateNote: '',
  rows: 'new-1',
  'row.new-1.what': '',
  'row.new-1.owner': 'community',
  'row.new-1.dueOn': '',
  ...changes,
})
const log = '/en/work/advice/new'

describe('what a telephone sends late', () => {
  test('is recorded once, when the portal has long forgotten the keys of its forms', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    const fields = typed((await assignmentIn(db, 'gaujiena')).id)
    await send(mentor, log, { fields }).expect(303)
    await db('formKeys').delete()
    // What was right when it was sent first may not be any more.
    await db('roleAssignments').where({ id: fields.place }).update({ toDay: '2020-03-02', fromDay: '2019-05-01' })
    await send(mentor, log, { fields: { ...fields, heldOn: '04.03.2020' } }).expect(303)
    expect(await db('adviceSessions')).toHaveLength(1)
    expect((await rowOf(db, 'adviceSessions'))['sentAs']).toBe(fields.key)
  })

  test('is recorded once when two tabs send it at the same moment', async ({ committedDb }) => {
    const mentor = await visitor(await appOn(committedDb), committedDb, 'mentor@example.org')
    const fields = typed((await assignmentIn(committedDb, 'gaujiena')).id)
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(mentor, log, { fields })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(await committedDb('adviceSessions')).toHaveLength(1)
    await committedDb('adviceSessions').delete()
  })

  test('is refused in words that a script can show, in the language of its page', async ({ signedInAs, db }) => {
    const fields = typed((await assignmentIn(db, 'gaujiena')).id, { summary: '', heldOn: '30.04.2019' })
    const answer = await send(await signedInAs('mentor'), '/lv/work/advice/new', { fields }).set(
      'Accept',
      'application/json',
    )
    expect(answer.status).toBe(422)
    expect((answer.body as { problems: string[] }).problems).toEqual([
      'Kopsavilkums kopienai: Aizpildiet šo lauku.',
      expect.stringMatching(/^Datums: Ārpus Jūsu norīkojuma laika/),
    ])
  })

  test('of somebody else is not taken from whoever has the telephone now', async ({ signedInAs, db }) => {
    const person = await idOf(db, 'people', { email: 'ape@example.org' })
    const fields = typed((await assignmentIn(db, 'gaujiena')).id, { person })
    await send(await signedInAs('mentor'), log, { fields }).expect(401)
    expect(await db('adviceSessions')).toEqual([])
  })
})

describe('a photo of a session', () => {
  test('is asked to be described, and then seen by whoever may read the summary', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    const fields = typed((await assignmentIn(db, 'gaujiena')).id)
    const files = [['photos', await photo(), 'cellar.jpg'] as const]
    const refused = await send(mentor, log, { fields, files }).expect(422)
    expect(refused.text).toContain('cellar.jpg')

    const described = { ...fields, 'photos.alt': 'Shelves in the cellar' }
    await send(mentor, log, { fields: described, files }).expect(303)
    const { id } = await rowOf(db, 'adviceSessions')
    const { fileId } = await rowOf(db, 'adviceFiles')
    const address = `/en/work/advice/${String(id)}/photos/${String(fileId)}`
    for (const member of ['mentor', 'ape', 'gaujiena', 'lead', 'auditor'] as const) {
      const reader = await signedInAs(member)
      expect((await reader.get('/en/work/advice')).text, member).toContain('alt="Shelves in the cellar"')
      await reader.get(`${address}/small`).expect(200).expect('Content-Type', 'image/jpeg')
      await reader.get(address).expect(200)
    }
    for (const member of ['varska', 'setomaa'] as const) await (await signedInAs(member)).get(address).expect(404)
  })

  test('is taken away by its mentor, and of another session is not shown', async ({ signedInAs, db }) => {
    const mentor = await signedInAs('mentor')
    const place = (await assignmentIn(db, 'gaujiena')).id
    await send(mentor, log, {
      fields: { ...typed(place), 'photos.alt': 'Shelves' },
      files: [['photos', await photo(), 'cellar.jpg']],
    }).expect(303)
    const { id } = await rowOf(db, 'adviceSessions')
    const { fileId } = await rowOf(db, 'adviceFiles')
    const other = await keptFile(db, 'photo')
    await mentor.get(`/en/work/advice/${String(id)}/photos/${other.id}`).expect(404)
    await send(mentor, `/en/work/advice/${String(id)}`, {
      fields: { ...typed(place), version: '1', 'photos.shown': String(fileId) },
    }).expect(303)
    expect(await db('adviceFiles')).toEqual([])
  })
})

describe('what makes it an application of its own', () => {
  test('is the worker, asked for anew each time, and a manifest in each language', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const worker = await visitor.get('/sw.js').expect(200).expect('Cache-Control', 'no-cache')
    expect(worker.headers['content-type']).toContain('text/javascript')
    expect(worker.headers['content-security-policy']).toContain("worker-src 'self'")
    expect(worker.text).toContain('/lv/offline')
    expect(worker.text).not.toMatch(/^(import|export) /m)
    for (const locale of ['lv', 'et', 'en']) {
      const manifest = await visitor.get(`/${locale}/manifest.webmanifest`).expect(200)
      const { start_url: start, icons } = JSON.parse(manifest.text) as { start_url: string; icons: { src: string }[] }
      expect(start).toBe(`/${locale}/work/advice/new`)
      for (const { src } of icons) await visitor.get(src).expect(200).expect('Content-Type', 'image/png')
    }
  })

  test('is for mentors alone, and what is kept on a telephone is nobody’s but theirs', async ({ signedInAs, db }) => {
    for (const [member, has] of [
      ['mentor', true],
      ['ape', false],
      [null, false],
    ] as const) {
      const { text } = await (await signedInAs(member)).get('/en').expect(200)
      expect(text.includes('manifest.webmanifest'), String(member)).toBe(has)
      expect(text.includes('data-worker'), String(member)).toBe(has)
    }
    await db('autosaves').insert({
      id: randomUUID(),
      personId: await idOf(db, 'people', { email: 'mentor@example.org' }),
      subject: 'advice:new',
      locale: 'en',
      fields: { summary: 'A secret half typed' },
    })
    const { text } = await (await signedInAs('mentor')).get(`${log}?kept=yes`).expect(200)
    expect(text).toContain('data-copy="yes"')
    expect(text).not.toContain('draft=')
  })

  test('goes where the operator says so', async ({ db }) => {
    const { readConfig } = await import('#config.ts')
    const config = readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', OFFLINE: 'no' })
    const mentor = await visitor(await appOn(db, { config }), db, 'mentor@example.org')
    expect((await mentor.get('/sw.js').expect(200)).text).toContain('unregister')
    const { text } = await mentor.get('/en/work').expect(200)
    expect(text).not.toContain('data-worker')
    // What waits in browsers is sent all the same.
    expect(text).toContain('data-form=')
  })
})
