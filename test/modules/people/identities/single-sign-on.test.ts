import { afterAll, beforeAll, describe, expect } from 'vitest'
import { z } from 'zod'
import { readConfig } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import { linkHash } from '#modules/people/accounts/link.ts'
import { newestLink } from '../../../support/account-letters.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { settingsOf, startProvider, through } from '../../../support/openid-provider.ts'
import { appOn, factorKeys, visitor, type Visitor } from '../../../support/portal.ts'
import { idOf, rowOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'

const origin = 'http://localhost:3000'
const start = '/en/sign-in/single-sign-on'
const own = '/en/work/account/single-sign-on'
const personalCode = 'EE38001085718'

let provider: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => {
  provider = await startProvider(origin)
})
afterAll(() => {
  provider.close()
})

/** The portal with this provider, for somebody who is signed in, or a visitor. */
async function at(
  db: Db,
  email: string | null,
  { acr = null, issuer = provider.issuer }: { acr?: string | null; issuer?: string } = {},
) {
  const config = {
    ...readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent' }),
    singleSignOn: settingsOf(issuer, acr),
  }
  return visitor(await appOn(db, { config, factorKeys }), db, email)
}

/** Goes to the provider from an address of the portal, is somebody there, and gives the address that leads back. */
async function shown(person: Visitor, from: string, subject = personalCode): Promise<string> {
  const away = (await person.get(from).expect(302)).headers['location'] ?? ''
  const back = new URL(await through(away, subject))
  const led = await person.get(back.pathname + back.search).expect(302)
  return led.headers['location'] ?? ''
}

async function linked(db: Db, email = 'ape@example.org') {
  const person = await at(db, email)
  await person.get(await shown(person, `${own}/link`)).expect(303)
  return person
}

const signedInThere = async (person: Visitor, subject?: string) =>
  person.get(await shown(person, `${start}?next=/en/work/account`, subject))

describe('whoever has an account at the provider', () => {
  test('links it to their own first, and signs in with it afterwards', async ({ db }) => {
    const guest = await at(db, null)
    expect((await signedInThere(guest)).text).toContain('Nobody here has this account of Riik')
    await linked(db)
    expect((await signedInThere(guest).then((res) => res)).headers['location']).toBe('/en/work/account')
    expect((await guest.get('/en/work/account').expect(200)).text).toContain('ape@example.org')
    const session = db('sessions').where({ method: 'oidc' })
    expect(await rowOf(session, { strong: z.boolean() })).toEqual({ strong: false })
    const events = db('auditLog').whereIn('event', ['person.identity_linked', 'person.signed_in'])
    expect((await events.orderBy('at').pluck('event')).slice(-2)).toEqual([
      'person.identity_linked',
      'person.signed_in',
    ])
    expect(await db('mailMessages').whereLike('once', 'identity linked %').pluck('recipient')).toEqual([
      'ape@example.org',
    ])
  })

  test('leaves no personal code here, nor anything by which to guess it', async ({ db }) => {
    await linked(db)
    const tables: string[] = await db('information_schema.tables').where({ tableSchema: 'public' }).pluck('table_name')
    for (const table of tables) {
      const { rows } = await db.raw<{ rows: object[] }>(`select from ?? as t where t::text like '%38001085718%'`, [
        table,
      ])
      expect(rows, table).toEqual([])
    }
    const kept = await rowOf(db('identities'), { subjectHash: z.instanceof(Buffer) })
    expect(kept.subjectHash).toHaveLength(32)
    // With another key the same account is another.
    const other = { present: Buffer.alloc(32, 1), earlier: null }
    const config = {
      ...readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent' }),
      singleSignOn: settingsOf(provider.issuer),
    }
    const guest = await visitor(await appOn(db, { config, factorKeys: other }), db, null)
    expect((await signedInThere(guest)).status).toBe(422)
    // While the key is replaced, it is found by the earlier one, and named by the new one from then on.
    const both = await visitor(
      await appOn(db, { config, factorKeys: { ...other, earlier: factorKeys.present } }),
      db,
      null,
    )
    expect((await signedInThere(both)).status).toBe(303)
    expect((await signedInThere(guest)).status).toBe(303)
  })

  test('is not let in by an address that was come back to before, nor in another browser', async ({ db }) => {
    await linked(db)
    const [guest, other] = [await at(db, null), await at(db, null)]
    const back = await shown(guest, start)
    expect((await other.get(back)).text).toContain('This took too long, or was done already.')
    await guest.get(back).expect(303)
    expect((await guest.get(back)).status).toBe(422)
    const forged = await shown(other, start)
    expect((await other.get(forged.replace(/state=[^&]*/, 'state=en.another'))).text).toContain('could not be checked')
    await other.get('/en/work').expect(302)
  })

  test('cannot link one that is somebody else’s, and proves nothing with it', async ({ db }) => {
    await linked(db)
    const setomaa = await at(db, 'setomaa@example.org')
    expect((await setomaa.get(await shown(setomaa, `${own}/link`))).text).toContain('belongs to somebody here already')
    expect((await setomaa.get(await shown(setomaa, '/en/work/account/prove/single-sign-on'))).text).toContain(
      'not the account of Riik that you have linked',
    )
  })

  test('ends the link again', async ({ db }) => {
    const ape = await linked(db)
    await ape.post(`${own}/unlink`).expect(303)
    expect((await signedInThere(await at(db, null))).status).toBe(422)
  })

  test('proves once more who they are with it, where they have no password', async ({ db }) => {
    const ape = await linked(db)
    await db('sessions').update({ sess: db.raw(`jsonb_set(sess::jsonb, '{provedAt}', '0')::json`) })
    const asked = (await ape.get(`${own}/link`).expect(303)).headers['location'] ?? ''
    const page = (await ape.get(asked).expect(200)).text
    const [, prove = ''] = /href="([^"]+prove\/single-sign-on[^"]*)"/.exec(page) ?? []
    expect((await ape.get(await shown(ape, prove.replaceAll('&amp;', '&'))).expect(303)).headers['location']).toBe(
      `${own}/link`,
    )
    await ape.get(`${own}/link`).expect(302)
  })

  test('finds the form that they sent before signing in', async ({ db }) => {
    await linked(db)
    const guest = await at(db, null)
    const typed = { keptAction: '/en/work/account/language', 'kept.locale': 'et', next: '' }
    const page = await guest.post(start).type('form').send(typed).expect(200)
    const [, onward = ''] = /href="(\/en\/sign-in\/single-sign-on[^"]*)"/.exec(page.text) ?? []
    const again = await guest.get(await shown(guest, onward)).expect(200)
    expect(fieldsOf(again.text, '/en/work/account/language')).toMatchObject({ locale: 'et' })
  })
})

describe('whose account was closed and is open again', () => {
  async function reopened(db: Db) {
    const id = await idOf(db('people').where({ email: 'varska@example.org' }))
    const admin = await at(db, 'admin@example.org')
    for (const step of ['close', 'reopen']) await admin.post(`/en/work/admin/people/${id}/${step}`).expect(303)
    return { id, link: String(await newestLink(db, 'varska@example.org', 'invitation')).replace('/et/', '/en/') }
  }

  test('does not pass by a second step that it has, with whatever account at the provider', async ({ db }) => {
    const person = await linked(db, 'varska@example.org')
    const personId = await idOf(db('people').where({ email: 'varska@example.org' }))
    const factor = { kind: 'app', name: 'Telephone', sealed: Buffer.from('sealed') }
    await db('secondFactors').insert({ personId, ...factor, confirmedAt: db.raw('portal_now()') })
    const { link } = await reopened(db)
    const guest = await at(db, null)
    const back = await shown(guest, `${link}/single-sign-on`, 'LV-thief')
    expect((await guest.get(back).expect(422)).text).toContain('second step')
    await guest.get('/en/work/account').expect(302)
    expect(await db('identities')).toEqual([])
    expect((await signedInThere(person)).text).toContain('Nobody here has this account of Riik')
  })

  test('begins with their own account at the provider again', async ({ db }) => {
    await linked(db, 'varska@example.org')
    const { link } = await reopened(db)
    const guest = await at(db, null)
    await guest.get(await shown(guest, `${link}/single-sign-on`)).expect(303)
    expect((await guest.get('/en/work/account').expect(200)).text).toContain('varska@example.org')
  })
})

describe('somebody who was invited', () => {
  test('begins with it by the link in the letter alone, once', async ({ db }) => {
    const token = 'c3'.repeat(32)
    await db('people').insert({ email: 'invited@act.example', name: 'Demo invited', locale: 'lv' })
    const id = await idOf(db('people').where({ email: 'invited@act.example' }))
    const link = { personId: id, purpose: 'invitation', tokenHash: linkHash(token), expiresAt: new Date('2100-01-01') }
    await db('accountLinks').insert(link)
    const guest = await at(db, null)
    const welcome = `/en/account/welcome/${token}`
    expect((await guest.get(welcome).expect(200)).text).toContain('Begin with Riik, without a password')
    const back = await shown(guest, `${welcome}/single-sign-on`, 'LV-invited')
    expect((await guest.get(back).expect(303)).headers['location']).toBe('/en/work')
    expect((await guest.get('/en/work/account').expect(200)).text).toContain('invited@act.example')
    await guest.get(`${welcome}/single-sign-on`).expect(404)
    expect((await signedInThere(await at(db, null), 'LV-invited')).status).toBe(303)
  })
})

describe('a provider', () => {
  test('that does not answer, or lets nobody in, is told in words', async ({ db }) => {
    const away = await at(db, null, { issuer: 'http://127.0.0.1:9' })
    expect((await away.get(start).expect(503)).text).toContain('Riik does not answer just now')
    const guest = await at(db, null)
    const { searchParams } = new URL((await guest.get(start).expect(302)).headers['location'] ?? '')
    const denied = `${start}/back?error=access_denied&state=${searchParams.get('state')}&iss=${encodeURIComponent(provider.issuer)}`
    expect((await guest.get(denied).expect(422)).text).toContain('You turned back at Riik')
  })

  test('whose way of signing in is not strong enough lets nobody in where the strong ones are named', async ({
    db,
  }) => {
    await linked(db)
    const guest = await at(db, null, { acr: 'high' })
    const away = new URL((await guest.get(start).expect(302)).headers['location'] ?? '')
    expect(away.searchParams.get('acr_values')).toBe('high')
    expect((await signedInThere(guest)).text).toContain('not strong enough here')
  })
})
