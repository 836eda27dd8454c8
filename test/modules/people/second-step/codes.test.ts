import { Secret } from 'otpauth'
import { describe, expect, vi } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { defaultRateLimits } from '#platform/limits/rate-limits.ts'
import { newestLink } from '../../../support/account-letters.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { appOn, visitor, type Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'
import { codeOf, codePage, own, password, post, setUp, step, stopClock } from './app-setup.ts'

const lettersTo = (db: Db, once: string) =>
  db('mailMessages').where({ recipient: 'ape@example.org' }).whereLike('once', `${once}%`)

/** Gives wrong codes, so many with each right password. */
async function guessCodes(guest: Visitor, times: number, each = 5): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    if (time % each === 0) await password(guest)
    await step(guest, '000000').expect(422)
  }
}

stopClock()

describe('whoever has set up an app', () => {
  test('signs in by the password and a code, and only by both', async ({ signedInAs, db }) => {
    const { secret, codes } = await setUp(await signedInAs('ape'))
    expect(codes).toHaveLength(10)
    expect(new Set(codes.map((code) => code.replaceAll('-', '').length))).toEqual(new Set([24]))

    const guest = await signedInAs(null)
    const asked = await password(guest).expect(303)
    expect(asked.headers['location']).toBe(`${codePage}?next=%2Fen%2Fwork`)
    await guest.get('/en/work').expect(302)
    await guest.get('/en/work/account').expect(302)
    await guest.get(`${codePage}?next=/en/work`).expect(200)
    const passed = await step(guest, codeOf(secret).replace(/^.../, '$& ')).expect(303)
    expect(passed.headers['location']).toBe('/en/work')
    // Neither step keeps the name of the session that there was before it.
    const names = [asked, passed].map(({ headers }) => /session=[^;]+/.exec(String(headers['set-cookie']))?.[0])
    expect(new Set(names.filter(Boolean)).size).toBe(2)
    await guest.get('/en/work').expect(200)
    expect(await db('sessions').where({ strong: true, method: 'password' })).toHaveLength(1)
    expect(await lettersTo(db, 'factor added')).toHaveLength(1)
  })

  test('uses each code once, and one of a telephone that is half a minute off', async ({ signedInAs }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const first = await signedInAs(null)
    await password(first)
    for (const steps of [-2, 2]) {
      const refused = await step(first, codeOf(secret, steps)).expect(422)
      expect(refused.text).toContain('This code is not right.')
    }
    // The app was confirmed with the code before this one.
    expect((await step(first, codeOf(secret, -1)).expect(422)).text).toContain('This code has been used.')
    await step(first, codeOf(secret, 1)).expect(303)

    const second = await signedInAs(null)
    await password(second)
    for (const steps of [1, 0]) {
      const again = await step(second, codeOf(secret, steps)).expect(422)
      expect(again.text).toContain('This code has been used.')
      expect(again.text).not.toContain(codeOf(secret, steps))
    }
  })

  test('begins again with the password after five wrong codes, and ten minutes', async ({ db, signedInAs }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const app = await appOn(db, { rateLimits: defaultRateLimits })
    const guest = await visitor(app, db, null)
    await password(guest)
    for (let time = 0; time < 5; time += 1) await step(guest, '000000').expect(422)
    expect((await step(guest, codeOf(secret)).expect(422)).text).toContain('Too many wrong codes.')
    expect((await step(guest, codeOf(secret)).expect(401)).text).toContain('Sign in again.')
    await guest.get(codePage).expect(303)

    await password(guest)
    vi.setSystemTime(Date.now() + 11 * 60_000)
    await step(guest, codeOf(secret)).expect(401)
    await password(guest)
    await step(guest, codeOf(secret)).expect(303)
    expect(await db('auditLog').where({ event: 'person.second_step_refused' })).toHaveLength(1)
  })

  test('has twenty wrong codes an hour, from wherever, and five wrong recovery codes', async ({ db, signedInAs }) => {
    const { secret, codes } = await setUp(await signedInAs('ape'))
    const limits = { ...defaultRateLimits, codesOfSignIn: 1000 }
    const app = await appOn(db, { rateLimits: limits })
    const guest = await visitor(app, db, null)
    await password(guest)
    for (let time = 0; time < 20; time += 1) await step(guest, '000000').expect(422)
    const refused = await step(guest, codeOf(secret)).expect(429)
    expect(refused.text).not.toContain(codeOf(secret))
    for (let time = 0; time < 5; time += 1) await step(guest, '', { recoveryCode: 'ABCD' }).expect(422)
    await step(guest, '', { recoveryCode: codes[0] ?? '' }).expect(429)
    expect(await db('auditLog').where({ event: 'person.second_step_refused' })).toHaveLength(1)
  })

  test('is let in by a browser they have used, whatever wrong codes somebody else gives elsewhere', async ({
    db,
    signedInAs,
  }) => {
    const { secret, codes } = await setUp(await signedInAs('ape'))
    const app = await appOn(db, { rateLimits: defaultRateLimits })
    const mine = await visitor(app, db, null)
    await password(mine)
    await step(mine, codeOf(secret)).expect(303)
    await post(mine, '/en/sign-out').expect(303)

    const thief = await visitor(app, db, null)
    await guessCodes(thief, 20)
    await step(thief, '000000').expect(429)
    for (let time = 0; time < 5; time += 1) await step(thief, '', { recoveryCode: 'ABCD' }).expect(422)
    await step(thief, '', { recoveryCode: codes[0] ?? '' }).expect(429)

    await password(mine)
    await step(mine, codeOf(secret, 1)).expect(303)
    await mine.get('/en/work').expect(200)
    await post(mine, '/en/sign-out').expect(303)
    await password(mine)
    for (let time = 0; time < 5; time += 1) await step(mine, '000000').expect(422)
    expect((await step(mine, codeOf(secret, 2)).expect(422)).text).toContain('Too many wrong codes.')
  })

  test('comes in by a new browser and another password, whoever gives the 20 codes an hour: 3 in 1 000 000 are good', async ({
    db,
    signedInAs,
  }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const app = await appOn(db, { rateLimits: defaultRateLimits })
    const thief = await visitor(app, db, null)
    await guessCodes(thief, 20)
    await step(thief, '000000').expect(429)
    const owner = await visitor(app, db, null)
    await password(owner).expect(303)
    const refused = await step(owner, codeOf(secret)).expect(429)
    expect(refused.text).toMatch(/Codes are taken again in \d+ min\. [^]*href="\/en\/forgotten"/)
    await post(owner, '/en/forgotten', { email: 'ape@example.org' }).expect(303)
    const link = String(await newestLink(db, 'ape@example.org', 'new password'))
    const chosen = { password: 'zirgs-baterija-skava' }
    await post(owner, link, { ...chosen, stepCode: codeOf(secret, 1) }).expect(303)
    vi.setSystemTime(Date.now() + 60_000)
    await password(owner, chosen).expect(303)
    await step(owner, codeOf(secret)).expect(303)
  })

  test.for([5, 4])(
    'is told once a day that somebody has their password, who gives %i wrong codes each time',
    async (each, { db, signedInAs }) => {
      await setUp(await signedInAs('ape'))
      const thief = await visitor(await appOn(db, { rateLimits: defaultRateLimits }), db, null)
      await guessCodes(thief, 20, each)
      await step(thief, '000000')
      await step(thief, '000000')
      const letters = await lettersTo(db, 'wrong codes')
      expect(letters).toHaveLength(1)
      expect(JSON.stringify(letters)).toContain('kāds zina Jūsu paroli: izvēlieties jaunu')
      expect(JSON.stringify(letters)).toContain('/lv/forgotten')
      expect(JSON.stringify(letters)).toContain('zvaniet pa tālruni')
    },
  )

  test('is let in once by each recovery code, and written to when few are left', async ({ signedInAs, db }) => {
    const { codes } = await setUp(await signedInAs('ape'))
    for (const [at, code] of codes.slice(0, 7).entries()) {
      const guest = await signedInAs(null)
      await password(guest)
      const typed = at % 2 ? code.toLowerCase() : code.replaceAll('-', ' ')
      await step(guest, '', { recoveryCode: typed }).expect(303)
      await guest.get('/en/work').expect(200)
    }
    expect(await lettersTo(db, 'codes low')).toHaveLength(1)
    const guest = await signedInAs(null)
    await password(guest)
    await step(guest, '', { recoveryCode: codes[0] ?? '' }).expect(422)
    expect(JSON.stringify(await db('recoveryCodes'))).not.toContain(codes[9]?.replaceAll('-', ''))
  })

  test('has what was typed before the session ended, after the second step too', async ({ signedInAs }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const guest = await signedInAs(null)
    const kept = { keptAction: '/en/work/account/language', 'kept.locale': 'et' }
    const asked = await password(guest, kept).expect(200)
    expect(fieldsOf(asked.text, `${codePage}?kept=yes`)).toMatchObject(kept)
    const wrong = await step(guest, '123', kept).expect(422)
    expect(fieldsOf(wrong.text, `${codePage}?kept=yes`)).toMatchObject(kept)
    const passed = await step(guest, codeOf(secret), kept).expect(200)
    expect(fieldsOf(passed.text, '/en/work/account/language')).toMatchObject({ locale: 'et' })
  })

  test('is asked for it after a letter that lets in, too', async ({ signedInAs, db }) => {
    const { secret } = await setUp(await signedInAs('varska'))
    const guest = await signedInAs(null)
    await post(guest, '/en/sign-in/link', { email: 'varska@example.org' }).expect(303)
    const { parts } = await db('mailMessages').whereLike('once', 'sign in link%').first<{ parts: unknown }>('parts')
    const link = String(/\/et\/sign-in\/link\/[0-9a-f]{64}/.exec(JSON.stringify(parts))?.[0])
    expect((await post(guest, link).expect(303)).headers['location']).toMatch(/^\/et\/sign-in\/code\?/)
    await guest.get('/en/work').expect(302)
    await step(guest, codeOf(secret)).expect(303)
    await guest.get('/en/work').expect(200)
    expect(await db('sessions').where({ strong: true, method: 'link' })).toHaveLength(1)
  })

  test('is asked no more once the password is another', async ({ signedInAs, db }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const guest = await signedInAs(null)
    await password(guest)
    await db('people').where({ email: 'ape@example.org' }).update({ passwordHash: 'another' })
    await step(guest, codeOf(secret)).expect(401)
  })
})

describe('a person’s own second factors', () => {
  test('are renamed, replaced and removed, with a letter, and the others signed out', async ({ signedInAs, db }) => {
    const mine = await signedInAs('ape')
    const { secret } = await setUp(mine)
    const elsewhere = await signedInAs(null)
    await password(elsewhere)
    await step(elsewhere, codeOf(secret)).expect(303)

    const [app] = await db('secondFactors').select<{ id: string }[]>('id')
    const page = `${own}/factors/${String(app?.id)}`
    await post(mine, page, { name: 'Vecais tālrunis' }).expect(303)
    expect((await mine.get('/en/work/account').expect(200)).text).toContain('Vecais tālrunis')
    await (await signedInAs('mentor')).get(page).expect(404)
    await post(await signedInAs('mentor'), `${page}/remove`).expect(404)

    await post(mine, `${page}/remove`).expect(303)
    await elsewhere.get('/en/work').expect(302)
    await mine.get('/en/work').expect(200)
    expect(await lettersTo(db, 'factor removed')).toHaveLength(1)
    expect(await db('recoveryCodes')).toHaveLength(0)
    await password(await signedInAs(null)).expect(303, /\/en\/work$/)
  })

  test('are changed by whoever proved a moment ago that it is they', async ({ signedInAs, db }) => {
    const mine = await signedInAs('ape')
    await setUp(mine)
    const [app] = await db('secondFactors').select<{ id: string }[]>('id')
    const forms = ['app/begin', 'codes', `factors/${String(app?.id)}/remove`]
    await db('sessions').update({ sess: db.raw(`(sess::jsonb - 'provedAt')::json`) })
    for (const form of forms) await post(mine, `${own}/${form}`).expect(401)
    for (const page of ['app', 'passkey']) await mine.get(`${own}/${page}`).expect(303)
  })

  test('keep the secret of an app sealed, for its own row alone', async ({ signedInAs, db }) => {
    const { secret } = await setUp(await signedInAs('ape'))
    const [app] = await db('secondFactors').select<{ id: string; sealed: Buffer }[]>('*')
    expect(app?.sealed.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false)
    await db('secondFactors').delete()
    const copied = { ...app, id: '00000000-0000-4000-8000-000000000001' }
    await db('secondFactors').insert(copied)
    const guest = await signedInAs(null)
    await password(guest)
    await step(guest, codeOf(secret)).expect(500)
  })
})
