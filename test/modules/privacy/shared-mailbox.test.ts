import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, describe, expect } from 'vitest'
import { z } from 'zod'
import { modules } from '#modules.ts'
import { openStore } from '#platform/files/store.ts'
import { eraseAgain } from '#modules/privacy/erasure/note-commands.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import type { Db } from '#platform/db/connection.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import type { Visitor } from '../../support/portal.ts'
import { privacyLinkTo, runPrivacyJob } from '../../support/privacy.ts'
import { trainingDay, typed } from '../../support/registrations.ts'
import { idOf, rowsOf } from '../../support/rows.ts'
import { test } from '../../support/test.ts'

const email = 'society@act.example'
const form = '/en/training/weaving/registration'
const folder = await mkdtemp(join(tmpdir(), 'act-local-mailbox-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function register(guest: Visitor, name: string): Promise<void> {
  const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
  const sent = { ...fields, ...typed(name, { email }) }
  await guest.post(form).type('form').send(sent).expect(303)
}

/** Two people who register for a day with one mailbox, of which a request comes; the path of its page. */
async function requestOfTwo(db: Db, guest: Visitor, kind: string): Promise<string> {
  await trainingDay(db, { capacity: 5 })
  for (const name of ['Demo weaver', 'Demo spinner']) await register(guest, name)
  await guest.post('/en/privacy/request').type('form').send({ kind, email, text: '' }).expect(303)
  await guest.post(await privacyLinkTo(db, email, 'privacy confirm')).expect(303)
  return `/en/work/admin/privacy/${await idOf(db('privacyRequests').where({ state: 'open', kind }))}`
}

const weaver = (db: Db) => idOf(db('participants').where({ name: 'Demo weaver' }))
const participants = (db: Db) =>
  rowsOf(
    db('participants').where({ email }).orWhereNotNull('erasedAt').orderBy('name').select('name', 'restrictedAt'),
    {
      name: z.string(),
      restrictedAt: z.date().nullable(),
    },
  )

describe('two people with one mailbox', () => {
  test('are listed with none ticked, and nothing is done before somebody says whose request it is', async ({
    signedInAs,
    db,
  }) => {
    const page = await requestOfTwo(db, await signedInAs(null), 'erasure')
    const lead = await signedInAs('lead')
    const { text } = await lead.get(page).expect(200)
    for (const name of ['Demo weaver', 'Demo spinner']) expect(text).toContain(`${name} (registration for training)`)
    expect(text).not.toContain('checked')
    for (const what of ['file', 'restriction', 'erasure']) await lead.post(`${page}/${what}`).expect(403)
    await lead.post(`${page}/correction`).type('form').send({ name: 'Demo', phone: '' }).expect(403)
  })

  test('are told apart: one is corrected, restricted and erased, and the other stays', async ({ signedInAs, db }) => {
    const page = await requestOfTwo(db, await signedInAs(null), 'erasure')
    const lead = await signedInAs('lead')
    await lead
      .post(`${page}/subject`)
      .type('form')
      .send({ person: await weaver(db) })
      .expect(303)
    expect((await lead.get(page).expect(200)).text.match(/ checked/g)).toHaveLength(1)
    const correct = (name: string) => lead.post(`${page}/correction`).type('form').send({ name, phone: '' })
    expect((await correct('demo SPINNER').expect(422)).text).toContain('Somebody with this name')
    await correct('Demo knitter').expect(303)
    await lead.post(`${page}/restriction`).expect(303)
    expect((await participants(db)).map(({ name, restrictedAt }) => [name, restrictedAt !== null])).toEqual([
      ['Demo knitter', true],
      ['Demo spinner', false],
    ])
    const store = await openStore(join(folder, 'files'), null)
    const letters = () => db('mailMessages').where({ recipient: email }).orderBy('id').pluck<string[]>('once')
    expect(await letters()).toHaveLength(3)
    // Whose data are restricted gets no letter; whoever else reads the same mailbox does.
    for (const name of ['Demo knitter', 'Demo spinner']) await register(await signedInAs(null), name)
    const before = await letters()
    expect(before).toHaveLength(4)
    await db.raw('savepoint dump')
    await lead.post(`${page}/erasure`).type('form').send({}).expect(303)
    await runPrivacyJob(db, 'privacy.note_erasures', { store })
    expect(await letters()).toEqual(expect.arrayContaining(before))
    await db.raw('rollback to savepoint dump')
    expect(await eraseAgain(db, store, registerOf(modules))).toEqual({ erased: 1, gone: 0 })
    expect(await letters()).toEqual(before)
    expect(await participants(db)).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Demo spinner', restrictedAt: null })]),
    )
    expect(await db('participants').where({ name: 'Demo knitter' })).toEqual([])
  })

  test('get a file of the one who is ticked alone', async ({ signedInAs, db }) => {
    const page = await requestOfTwo(db, await signedInAs(null), 'export')
    const lead = await signedInAs('lead')
    await lead
      .post(`${page}/subject`)
      .type('form')
      .send({ person: await weaver(db) })
      .expect(303)
    await lead.post(`${page}/file`).expect(303)
    await runPrivacyJob(db, 'privacy.make_files')
    const link = await privacyLinkTo(db, email, 'privacy file')
    const { body } = await (await signedInAs(null)).post(link).responseType('blob').expect(200)
    const zip = await JSZip.loadAsync(body as Buffer)
    const json = (await zip.file('data.json')?.async('string')) ?? ''
    expect(json).toContain('Demo weaver')
    expect(json).not.toContain('Demo spinner')
  })
})
