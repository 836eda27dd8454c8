import { describe, expect } from 'vitest'
import { test } from '../../../support/test.ts'

describe('signing in', () => {
  test('leads to the desk, and out again', async ({ signedInAs }) => {
    const browser = await signedInAs(null)
    const signedIn = await browser
      .post('/en/sign-in')
      .type('form')
      .send({ email: 'ape@example.org', password: 'parish-demo-2019' })
      .expect(303)
    expect(signedIn.headers['location']).toBe('/en/work')
    const account = await browser.get('/en/work/account').expect(200)
    expect(account.text).toContain('ape@example.org')
    await browser.post('/en/sign-out').expect(303)
    await browser.get('/en/work/account').expect(302)
  })

  test('takes an address whose host has other letters as it was typed, which some browsers send', async ({
    signedInAs,
    db,
  }) => {
    const ascii = 'ape@xn--unapuu-oxa.ee'
    await db('people').where({ email: 'ape@example.org' }).update({ email: ascii })
    const browser = await signedInAs(null)
    for (const email of [ascii, 'Ape@Õunapuu.ee'])
      await browser.post('/en/sign-in').type('form').send({ email, password: 'parish-demo-2019' }).expect(303)
  })

  test('says the same of a wrong password and an unknown address', async ({ signedInAs }) => {
    const browser = await signedInAs(null)
    const answers = await Promise.all(
      ['ape@example.org', 'nobody@example.org'].map((email) =>
        browser.post('/en/sign-in').type('form').send({ email, password: 'wrong' }).expect(422),
      ),
    )
    for (const { text } of answers) expect(text).toContain('The e-mail address or password is not correct.')
  })

  test('is refused to a form on another site', async ({ signedInAs }) => {
    const browser = await signedInAs(null)
    await browser
      .post('/en/sign-in')
      .set('Sec-Fetch-Site', 'cross-site')
      .type('form')
      .send({ email: 'ape@example.org', password: 'parish-demo-2019' })
      .expect(403)
  })
})
