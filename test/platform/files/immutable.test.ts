import { readdirSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Store } from '#platform/files/store.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { filesSince, keptFile, pdf, photo, send } from '../../support/files.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { appOn, dataFolder, sessionOf, visitor } from '../../support/portal.ts'
import { testOfDemo as test } from '../../support/test.ts'

const initiative = '/en/initiatives/gaujienas-kopienas-virtuve'
const form = `${initiative}/files`
const attached = (db: Db) => db('initiativeFiles').orderBy('addedAt')
const uploads = () => readdirSync(join(dataFolder, 'uploads'))

describe('a file that was sent with a form', () => {
  test('stays with the form that could not be taken, and what was typed too', async ({ signedInAs, db }) => {
    const staff = await signedInAs('ape')
    const first = await send(staff, form, {
      fields: { in: 'lv', 'photos.alt': 'x'.repeat(301) },
      files: [
        ['photos', await photo(), 'stove.jpg'],
        ['documents', pdf, 'lease.pdf'],
        ['documents', Buffer.from('<html>'), 'page.html'],
      ],
    }).expect(422)
    expect(first.text).toContain('page.html: this type of file is not allowed.')
    expect(first.text).toContain('lease.pdf')
    const fields = fieldsOf(first.text)
    const [id] = [fields['photos'] ?? []].flat()
    expect(fields[`photos.${id}.alt`]).toBe('x'.repeat(301))

    await staff
      .post(form)
      .type('form')
      .send({ ...fields, [`photos.${id}.alt`]: 'Plīts' })
      .expect(303)
    expect(await attached(db)).toMatchObject([{ kind: 'photo' }, { kind: 'document' }])
    expect(await filesSince(db).where({ type: 'jpeg' }).first('alt')).toEqual({ alt: { source: 'lv', lv: 'Plīts' } })
  })

  test('is asked for again where the session had ended, and the text is kept', async ({ db }) => {
    const app = await appOn(db)
    const staff = await visitor(app, db, 'ape@example.org')
    await db('sessions').delete()
    const asked = await send(staff, form, {
      fields: { 'photos.alt': 'The stove, newly built' },
      files: [['photos', await photo(), 'stove.jpg']],
    }).expect(401)
    expect(await filesSince(db)).toEqual([])
    const signedIn = await staff
      .post('/en/sign-in?kept=yes')
      .type('form')
      .send({ ...fieldsOf(asked.text, '/en/sign-in?kept=yes'), email: 'ape@example.org', password: demoPassword })
      .expect(200)
    expect(signedIn.text).toContain('Choose this file again: stove.jpg.')
    const { photos: _, ...fields } = fieldsOf(signedIn.text, form)
    const files: [string, Buffer, string][] = [['photos', await photo(), 'stove.jpg']]
    await send(staff, form, { fields: fields, files }).expect(303)
    const alt = { source: 'en', en: 'The stove, newly built' }
    expect(await filesSince(db).where({ type: 'jpeg' }).first('alt')).toEqual({ alt })
  })

  test('is nobody’s who only knows its number', async ({ signedInAs, db }) => {
    const { id } = await keptFile(db, 'document', await db('people').where({ email: 'engure@example.org' }).first('id'))
    const staff = await signedInAs('ape')
    const answer = await staff.post(form).type('form').send({ documents: id }).expect(422)
    expect(answer.text).toContain('Choose this file again')
    expect(await attached(db)).toEqual([])
  })

  test('is removed by taking its tick away, and one that somebody else added meanwhile stays', async ({
    signedInAs,
    db,
  }) => {
    const staff = await signedInAs('ape')
    await send(staff, form, { files: [['documents', pdf, 'first.pdf']] }).expect(303)
    const opened = fieldsOf((await staff.get(form)).text)
    await send(staff, form, { files: [['documents', Buffer.from('second'), 'second.txt']] }).expect(303)
    const { documents: _, ...unticked } = opened
    await staff.post(form).type('form').send(unticked).expect(303)
    const left = await db('initiativeFiles').join('files', 'files.id', 'fileId').select('name')
    expect(left).toEqual([{ name: 'second.txt' }])
  })

  test('is added once by a form that is sent twice', async ({ signedInAs, db }) => {
    const staff = await signedInAs('ape')
    const first = await send(staff, form, { files: [['photos', await photo(), 'a.jpg']] }).expect(422)
    const fields = fieldsOf(first.text)
    const [id] = [fields['photos'] ?? []].flat()
    for (let time = 0; time < 2; time++)
      await staff
        .post(form)
        .type('form')
        .send({ ...fields, [`photos.${id}.alt`]: 'A' })
        .expect(303)
    expect(await attached(db)).toHaveLength(1)
  })
})

describe('a store that cannot be reached', () => {
  const away: Store = {
    place: 'nowhere',
    put: () => Promise.reject(new Error('ENOSPC: no space left on device')),
    read: () => Promise.reject(new Error('ECONNREFUSED')),
    remove: () => Promise.reject(new Error('ECONNREFUSED')),
    list: () => {
      throw new Error('ECONNREFUSED')
    },
  }

  test('is told in the reader’s language, with the text kept and nothing half stored', async ({ db }) => {
    const staff = await visitor(await appOn(db, { store: away }), db, 'ape@example.org')
    const answer = await send(staff, form.replace('/en/', '/lv/'), {
      fields: { 'photos.alt': 'Plīts' },
      files: [['photos', await photo(), 'plīts.jpg']],
    }).expect(422)
    expect(answer.text).toContain('plīts.jpg: pašlaik failus nevar saglabāt.')
    expect(fieldsOf(answer.text)).toMatchObject({ 'photos.alt': 'Plīts' })
    expect(await filesSince(db)).toEqual([])
    expect(uploads()).toEqual([])
  })

  test('is told likewise where there is no room even to receive a file', async ({ db }) => {
    const config = readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', DATA_DIR: '/dev/null' })
    const staff = await visitor(await appOn(db, { config }), db, 'ape@example.org')
    const answer = await send(staff, form, {
      fields: { 'photos.alt': 'The stove' },
      files: [['photos', await photo(), 'a.jpg']],
    }).expect(422)
    expect(answer.text).toContain('a.jpg: files cannot be kept just now.')
    expect(fieldsOf(answer.text)).toMatchObject({ 'photos.alt': 'The stove' })
  })

  test('is a calm page for who wants to read a file, with nothing of the file’s headers', async ({
    db,
    signedInAs,
  }) => {
    const staff = await signedInAs('ape')
    await send(staff, form, { fields: { 'photos.alt': 'A' }, files: [['photos', await photo(), 'a.jpg']] }).expect(303)
    const [{ fileId }] = await attached(db)
    const other = await visitor(await appOn(db, { store: away }), db, null)
    const { headers, text } = await other.get(`${initiative}/photos/${fileId}`).expect(503)
    expect(text).toContain('<h1>The portal is unavailable for a moment</h1>')
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    expect(headers).not.toHaveProperty('content-disposition')
  })
})

describe('who breaks off', () => {
  test('in the middle of a photo leaves nothing behind', async ({ committedDb }) => {
    const server = createServer(await appOn(committedDb)).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const sending = request({
      port: (server.address() as AddressInfo).port,
      host: '127.0.0.1',
      path: form,
      method: 'POST',
      headers: {
        'Content-Type': 'multipart/form-data; boundary=x',
        'Content-Length': '5000000',
        'Sec-Fetch-Site': 'same-origin',
        Cookie: await sessionOf(committedDb, 'ape@example.org'),
      },
    }).on('error', () => undefined)
    sending.write('--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n')
    sending.write(Buffer.alloc(500_000, 1))
    await expect.poll(uploads).toHaveLength(1)
    sending.destroy()
    await expect.poll(uploads).toEqual([])
    expect(await filesSince(committedDb)).toEqual([])
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('a form with files', () => {
  test('that another site’s page sent is refused before any of them is kept', async ({ db }) => {
    const app = await appOn(db)
    const staff = (await visitor(app, db, 'ape@example.org')).set('Sec-Fetch-Site', 'cross-site')
    const answer = await send(staff, form, {
      fields: { 'photos.alt': 'Mine' },
      files: [['photos', await photo(), 'a.jpg']],
    }).expect(403)
    expect(answer.text).toContain('Mine')
    expect(await filesSince(db)).toEqual([])
  })

  test('of a visitor is not read at all', async ({ db, signedInAs }) => {
    const before = await db('files').count()
    await send(await signedInAs(null), '/en/sign-in', { files: [['email', pdf, 'a.pdf']] }).expect(422)
    expect(await db('files').count()).toEqual(before)
  })

  test('has room for what one person sends in a day, and no more', async ({ signedInAs, db }) => {
    const staff = await signedInAs('ape')
    const { id: uploadedBy } = await db('people').where({ email: 'ape@example.org' }).first('id')
    const row = { sha256: 'a'.repeat(64), bytes: 600_000_000, type: 'pdf', name: 'a.pdf', uploadedBy }
    await db('files').insert([row, row])
    const answer = await send(staff, form, { files: [['documents', pdf, 'a.pdf']] }).expect(422)
    expect(answer.text).toContain('You have sent very many files today.')
  })
})
