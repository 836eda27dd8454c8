import type { RequestListener } from 'node:http'
import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import type { Db } from '#platform/db/connection.ts'
import { dataFolder, makeApp, sessionOf, visitorWith, type Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'
import { codeOf, own, post, setUp, password, stopClock } from './app-setup.ts'

stopClock()

// A portal for real work: the demonstration asks nobody for a second factor.
const realPortal = (db: Db): Promise<RequestListener> =>
  makeApp(db, {
    config: readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent', DATA_DIR: dataFolder }),
    now: () => new Date(),
  })

const asMember = async (db: Db, app: RequestListener, member: string) =>
  visitorWith(app, await sessionOf(db, `${member}@example.org`))

const firstSignedIn = (db: Db, member: string, days: number) =>
  db('people')
    .where({ email: `${member}@example.org` })
    .update({ firstSignedInAt: db.raw('portal_now() - make_interval(days => ?)', [days]) })

const page = async (db: Db, member: string) => {
  const { id } = await db('people')
    .where({ email: `${member}@example.org` })
    .first<{ id: string }>('id')
  return `/en/work/admin/people/${id}/second-factor`
}

describe('an administrator and a lead partner', () => {
  test.for(['admin', 'lead'])(
    'have two weeks for a second factor, and then no other page: %s',
    async (member, { db }) => {
      const app = await realPortal(db)
      await firstSignedIn(db, member, 13)
      const early = await asMember(db, app, member)
      expect((await early.get('/en/work').expect(200)).text).toContain('Your role needs a second step when signing in.')

      await firstSignedIn(db, member, 15)
      const late = await asMember(db, await realPortal(db), member)
      for (const place of ['/en/work', '/en/work/admin/people', '/en/initiatives', '/en/work/account'])
        expect((await late.get(place).expect(302)).headers['location'], place).toBe(own)
      const sent = await post(late, '/en/work/account/language', { locale: 'et' }).expect(403)
      expect(sent.text).toContain('Set up the second step first')
      // Who signed in some time ago proves first who they are, and is led back.
      await db('sessions').update({ sess: db.raw(`jsonb_set(sess::jsonb, '{provedAt}', '0')::json`) })
      const prove = String((await late.get(`${own}/passkey`).expect(303)).headers['location'])
      expect((await late.get(prove).expect(200)).text).toContain('Confirm that it is you')
      const proof = { password: demoPassword, next: own }
      expect((await post(late, '/en/work/account/prove', proof).expect(303)).headers['location']).toBe(own)
      await setUp(late)
      await late.get('/en/work').expect(200)
      await (await asMember(db, app, 'mentor')).get('/en/work').expect(200)
    },
  )

  test('keep the only one they have', async ({ db }) => {
    await firstSignedIn(db, 'lead', 1)
    const lead = await asMember(db, await realPortal(db), 'lead')
    await setUp(lead)
    const [app] = await db('secondFactors').select<{ id: string }[]>('id')
    const refused = await post(lead, `${own}/factors/${String(app?.id)}/remove`).expect(422)
    expect(refused.text).toContain('You cannot remove the only second step while your role needs one.')
    expect(await db('secondFactors')).toHaveLength(1)
  })

  test('begin to count when they first sign in, and are asked for nothing in the demonstration', async ({
    db,
    signedInAs,
  }) => {
    await firstSignedIn(db, 'admin', 400)
    await (await signedInAs('admin')).get('/en/work/admin/people').expect(200)
    await password(await signedInAs(null), { email: 'lead@example.org' }).expect(303)
    const [lead] = await db('people').where({ email: 'lead@example.org' }).whereNotNull('firstSignedInAt')
    expect(lead).toBeDefined()
  })
})

describe('a forgotten password of somebody with a second factor', () => {
  const chosen = 'zirgs-baterija-skava'

  const linkFor = async (db: Db, guest: Visitor) => {
    await post(guest, '/en/forgotten', { email: 'ape@example.org' }).expect(303)
    const { parts } = await db('mailMessages').whereLike('once', 'new password%').first<{ parts: unknown }>('parts')
    return String(/\/lv\/account\/password\/[0-9a-f]{64}/.exec(JSON.stringify(parts))?.[0])
  }

  test('is not changed without the code', async ({ db, signedInAs }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const guest = await signedInAs(null)
    const link = await linkFor(db, guest)
    expect((await guest.get(link).expect(200)).text).toContain('name="stepCode"')
    for (const shown of [{}, { stepCode: '000000' }, { recoveryCode: 'ABCD' }, { passkey: '{}' }])
      await post(guest, link, { password: chosen, ...shown }).expect(422)
    await password(await signedInAs(null)).expect(303)
    await password(await signedInAs(null), { password: chosen }).expect(422)

    await post(guest, link, { password: chosen, stepCode: codeOf(secret, 1) }).expect(303)
    await password(await signedInAs(null), { password: chosen }).expect(303)
  })
})

describe('whoever lost their second factor', () => {
  const reason = { reason: 'Called me, I know her voice.' }

  const makeAdministrators = async (db: Db, ...members: string[]) => {
    for (const member of members) {
      const person = db('people')
        .where({ email: `${member}@example.org` })
        .select('id')
      await db('roleAssignments').insert({ personId: person, role: 'administrator', fromDay: '2019-05-01' })
    }
  }

  test('signs in by the password again once two administrators agree', async ({ db, signedInAs }) => {
    await makeAdministrators(db, 'lead')
    const mine = await signedInAs('ape')
    await setUp(mine)
    const lost = await page(db, 'ape')
    const [admin, lead] = [await signedInAs('admin'), await signedInAs('lead')]
    expect((await post(admin, lost, { reason: 'lost' }).expect(422)).text).toContain('at least 10 letters')
    await post(admin, lost, reason).expect(303)
    expect(await db('mailMessages').whereLike('once', 'factor removal%')).toMatchObject([
      { recipient: 'lead@example.org' },
    ])

    await post(admin, `${lost}/confirm`).expect(403)
    await post(mine, `${lost}/confirm`).expect(403)
    expect((await lead.get(lost).expect(200)).text).toContain(reason.reason)
    await post(lead, `${lost}/confirm`).expect(303)
    await mine.get('/en/work').expect(302)
    expect((await password(await signedInAs(null)).expect(303)).headers['location']).toBe('/en/work')
    expect(await db('mailMessages').whereLike('once', 'factor removed%')).toMatchObject([
      { recipient: 'ape@example.org' },
    ])
  })

  test('waits for a second administrator a day at most', async ({ db, signedInAs }) => {
    await makeAdministrators(db, 'lead')
    await setUp(await signedInAs('ape'))
    const lost = await page(db, 'ape')
    await post(await signedInAs('admin'), lost, reason).expect(303)
    await db('factorRemovals').update({ askedAt: db.raw(`portal_now() - interval '25 hours'`) })
    await post(await signedInAs('lead'), `${lost}/confirm`).expect(403)
    expect(await db('secondFactors')).toHaveLength(1)
  })

  test('goes to whoever runs the server where there are not two other administrators', async ({ db, signedInAs }) => {
    await setUp(await signedInAs('ape'))
    const admin = await signedInAs('admin')
    const lost = await page(db, 'ape')
    expect((await admin.get(lost).expect(200)).text).toContain('act-local reset-factor --email')
    await post(admin, lost, reason).expect(403)

    await makeAdministrators(db, 'lead')
    await setUp(admin)
    const theirs = await page(db, 'admin')
    await post(await signedInAs('lead'), theirs, reason).expect(403)
    await post(admin, theirs, reason).expect(403)
  })
})
