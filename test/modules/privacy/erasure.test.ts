import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { modules } from '#modules.ts'
import type { Db } from '#platform/db/connection.ts'
import { escape } from '#platform/pages/render.ts'
import { openStore } from '#platform/files/store.ts'
import { eraseAgain } from '#modules/privacy/erasure/note-commands.ts'
import { warningOfMissing } from '#modules/privacy/erasure/note-queries.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { findSubject } from '#modules/privacy/subject/queries.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { findMarkers, marker, plantMarkers } from '../../support/markers.ts'
import { sessionOf, type Visitor } from '../../support/portal.ts'
import { privacyLinkTo, runPrivacyJob } from '../../support/privacy.ts'
import { trainingDay, typed } from '../../support/registrations.ts'
import { rolesTable } from '../../support/roles-table.ts'
import { idOf } from '../../support/rows.ts'
import { testOfDemo as test } from '../../support/test.ts'

const list = '/en/work/training/weaving/registrations'
const register = registerOf(modules)
const folder = await mkdtemp(join(tmpdir(), 'act-local-erasures-'))
/** A place for files of a test's own. */
const emptyStore = () => openStore(join(folder, randomUUID()), null)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What an account has once its owner signs in with a second step, on a device of theirs, and is about to change the address. */
async function secure(db: Db, personId: string) {
  const link = {
    purpose: 'email_change',
    tokenHash: randomUUID(),
    newEmail: 'new@act.example',
    askedDevice: 'Firefox, Linux',
  }
  await db('accountLinks').insert({ personId, ...link, expiresAt: db.raw(`portal_now() + interval '1 day'`) })
  await db('secondFactors').insert({ personId, kind: 'app', name: 'Telephone', sealed: Buffer.from('sealed') })
  await db('recoveryCodes').insert({ personId, codeHash: randomUUID() })
  const askedBy = await idOf(db('people').where({ email: 'admin@example.org' }))
  await db('factorRemovals').insert({ personId, askedBy, reason: 'The telephone was lost.' })
  await db('devices').insert({ personId, hash: randomUUID(), label: 'Firefox, Linux' })
}

/** The mentor of the demonstration as somebody who also registered for training, named wherever somebody can be. */
async function plantedMentor(db: Db, guest: Visitor) {
  await trainingDay(db)
  const form = '/en/training/weaving/registration'
  const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
  await guest
    .post(form)
    .type('form')
    .send({ ...fields, ...typed(marker.name), email: marker.email, phone: marker.phone, needs: marker.name })
    .expect(303)
  await db('people').where({ email: 'mentor@example.org' }).update({ email: marker.email, name: marker.name })
  const personId = await idOf(db('people').where({ email: marker.email }))
  await secure(db, personId)
  await db('autosaves').insert({
    id: await idOf(db('parishes')),
    personId,
    subject: 'advice',
    locale: 'lv',
    fields: '{}',
  })
  await sessionOf(db, marker.email)
  const subject = await findSubject(db, { email: marker.email })
  const traveller = await idOf(db('visitParticipants'))
  await db('visitParticipants').where({ id: traveller }).update({ participantId: subject.participantIds[0] })
  return { subject, ...(await plantMarkers(db, register, subject)) }
}

/** Asks for erasure and confirms it, as the person; the path of the request's page. */
async function askForErasure(db: Db, guest: Visitor): Promise<string> {
  await guest
    .post('/en/privacy/request')
    .type('form')
    .send({ kind: 'erasure', email: marker.email, text: marker.name })
    .expect(303)
  await guest.post(await privacyLinkTo(db, marker.email, 'privacy confirm')).expect(303)
  return `/en/work/admin/privacy/${await idOf(db('privacyRequests').where({ state: 'open' }))}`
}

async function erase(admin: Visitor, page: string): Promise<void> {
  const preview = await admin.get(`${page}/erasure`).expect(200)
  const mention = [...preview.text.matchAll(/name="mention" value="([^"]+)"/g)].map(([, value = '']) => value)
  await admin.post(`${page}/erasure`).type('form').send({ mention }).expect(303)
}

/** A page or file of each route that the tables of roles name without asking the database. */
const addresses = Object.entries(rolesTable).flatMap(([route, cases]) => {
  const named = cases.flatMap(({ to }) => (typeof to === 'string' && !/[.](xlsx|pdf)$/.test(to) ? [to] : []))
  return route.startsWith('GET ') ? named.slice(0, 1) : []
})

async function pagesWithMarkers(reader: Visitor, among = addresses): Promise<string[]> {
  const found: string[] = []
  for (const address of among) {
    const { text } = await reader.get(address)
    if (/zzmarker|20990099/i.test(text)) found.push(address)
  }
  return found
}

describe('whoever asked to be erased', () => {
  test('is found nowhere but where the auditor alone reads a name that evidence needs', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    const { into, none } = await plantedMentor(db, guest)
    // What was signed, approved or sent took no marker, as its guards let nobody change it: it is kept, and is said to be.
    const kept = register.filter(({ then }) => then === 'keep').map(({ table, column }) => `${table}.${column}`)
    const later = ['privacy_requests.subject_email', 'privacy_requests.text', 'privacy_files.email']
    expect(none.filter((each) => !kept.includes(each))).toEqual(later)
    expect(into.length).toBeGreaterThanOrEqual(46)
    const page = await askForErasure(db, guest)
    const [admin, lead] = [await signedInAs('admin'), await signedInAs('lead')]
    const named = await pagesWithMarkers(lead)
    expect(named.length).toBeGreaterThan(5)
    await admin.post(`${page}/file`).expect(303)
    const { text } = await admin.get(`${page}/erasure`).expect(200)
    for (const said of ['Removed', 'The name is replaced', 'it proves how the project’s money was used'])
      expect(text).toContain(said)

    await erase(admin, page)
    expect(await findMarkers(db)).toEqual(['kept_names.name', 'mail_messages.recipient'])
    // The letter that says so goes in the night after it was sent.
    const last = db('mailMessages').whereLike('once', 'privacy erased%')
    await last.update({ state: 'sent', sentAt: db.raw('portal_now()'), parts: '[]', calendar: null })
    await runPrivacyJob(db, 'privacy.retain', { store: await emptyStore() })
    expect(await findMarkers(db)).toEqual(['kept_names.name'])
    const others = [
      '/en/work/admin/letters',
      '/en/work/admin/audit',
      '/en/work/admin/reads',
      '/en/mentors',
      list,
      `${list}.csv`,
    ]
    for (const reader of [guest, admin, lead, await signedInAs('ape')])
      expect(await pagesWithMarkers(reader, [...named, ...others])).toEqual([])
    const names = '/en/work/admin/erasures'
    expect((await (await signedInAs('auditor')).get(names).expect(200)).text).toContain(escape(marker.name))
    expect((await lead.get(names).expect(200)).text).toContain('bijušais mentors')
  })

  test('is erased again where an older dump is restored, which the portal asks for', async ({ signedInAs, db }) => {
    const guest = await signedInAs(null)
    const store = await emptyStore()
    await plantedMentor(db, guest)
    const page = await askForErasure(db, guest)
    await db.raw('savepoint dump')
    await erase(await signedInAs('admin'), page)
    await runPrivacyJob(db, 'privacy.note_erasures', { store })
    expect(await warningOfMissing(db, store)).toBeNull()

    await db.raw('rollback to savepoint dump')
    expect((await findMarkers(db)).length).toBeGreaterThan(40)
    expect(await warningOfMissing(db, store)).toContain('erase-again')
    expect(await eraseAgain(db, store, register)).toEqual({ erased: 2, gone: 0 })
    expect(await warningOfMissing(db, store)).toBeNull()
    expect(await findMarkers(db)).toEqual(['kept_names.name'])
    // The request that waited when the dump was made waits no longer.
    expect(await db('privacyRequests').pluck('state')).toEqual(['answered'])
    expect((await (await signedInAs('admin')).get(page).expect(200)).text).toContain('answered')
  })
})
