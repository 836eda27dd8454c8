import { describe, expect } from 'vitest'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { lettersTo, newestLink } from '../../../support/account-letters.ts'
import { viewerOf } from '../../../support/people.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const varska = 'varska@example.org'

describe('the administrator', () => {
  test('sees e-mail addresses, in the list or of one person, only once asked for, which is recorded', async ({
    signedInAs,
    db,
  }) => {
    const admin = await signedInAs('admin')
    expect((await admin.get('/en/work/admin/people').expect(200)).text).not.toContain(varska)
    expect((await admin.post('/en/work/admin/people/addresses').expect(200)).text).toContain(varska)
    expect(await db('auditLog').where({ event: 'person.emails_shown' })).toHaveLength(1)
    expect((await admin.get('/en/work/admin/audit').expect(200)).text).toContain(
      'E-mail addresses of all accounts shown',
    )
    expect((await admin.get('/en/work/admin/people').expect(200)).text).not.toContain(varska)

    const { id } = await viewerOf(db, 'varska')
    const page = `/en/work/admin/people/${id}`
    for (const each of ['', '/email', '/close'])
      expect((await admin.get(page + each).expect(200)).text).not.toContain(varska)
    expect((await admin.post(`${page}/address`).expect(200)).text).toContain(varska)
    expect(await db('auditLog').where({ event: 'person.email_shown', subjectId: id })).toHaveLength(1)
  })

  test('ends the sessions of somebody, which are listed without their ids', async ({ signedInAs, db }) => {
    const mine = await signedInAs('varska')
    await mine.get('/en/work').expect(200)
    const { id } = await viewerOf(db, 'varska')
    const page = `/en/work/admin/people/${id}`
    const admin = await signedInAs('admin')
    const { text } = await admin.get(page).expect(200)
    expect(text).toContain('Firefox, Windows')
    for (const { sid, publicId } of await db('sessions').select('sid', 'publicId')) {
      expect(text).not.toContain(sid)
      expect(text).not.toContain(publicId)
    }
    await admin.post(`${page}/sessions/end`).expect(303)
    await mine.get('/en/work').expect(302)
    expect((await admin.get(page).expect(200)).text).toContain('not signed in anywhere')
  })

  test('restores a closed account, whose person chooses a new password', async ({ signedInAs, db }) => {
    const { id } = await viewerOf(db, 'varska')
    const admin = await signedInAs('admin')
    await admin.post(`/en/work/admin/people/${id}/close`).expect(303)
    await admin.post(`/en/work/admin/people/${id}/reopen`).expect(303)
    const signIn = async (password: string) =>
      (await (await signedInAs(null)).post('/en/sign-in').type('form').send({ email: varska, password })).status
    expect(await signIn('parish-demo-2019')).toBe(422)
    const password = 'zirgs-baterija-skava'
    const link = String(await newestLink(db, varska, 'invitation'))
    await (await signedInAs(null)).post(link).type('form').send({ password, locale: 'et' }).expect(303)
    expect(await signIn(password)).toBe(303)
    await admin.post(`/en/work/admin/people/${id}/reopen`).expect(403)
  })

  test('restores no account whose personal data were erased, since it would become somebody else’s', async ({
    signedInAs,
    db,
  }) => {
    const { id } = await viewerOf(db, 'varska')
    const admin = await signedInAs('admin')
    await admin.post(`/en/work/admin/people/${id}/close`).expect(303)
    await db('people')
      .where({ id })
      .update({ erasedAt: db.raw('portal_now()') })
    expect((await admin.get(`/en/work/admin/people/${id}`).expect(200)).text).not.toContain(`${id}/reopen`)
    await admin.post(`/en/work/admin/people/${id}/reopen`).expect(403)
  })

  test('sends an invitation five times a day at most, and is told so', async ({ db }) => {
    const admin = await visitor(await appOn(db, { rateLimits: defaultRateLimits }), db, 'admin@example.org')
    const newcomer = { name: 'Jauna mentore', email: 'new@act.example', locale: 'lv', note: '' }
    const { headers } = await admin.post('/en/work/admin/people/new').type('form').send(newcomer).expect(303)
    const page = String(headers['location'])
    for (let time = 0; time < 6; time += 1) await admin.post(`${page}/invitation`).expect(303)
    expect((await admin.get(page).expect(200)).text).toContain('has been sent five invitations today')
    expect(await lettersTo(db, newcomer.email, 'invitation')).toBe(6)
  })
})
