import { describe, expect } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { appOn, sessionOf, visitorWith } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const address = '/en/work/glossary/new'
const term = { lv: 'vietējā kopiena', en: 'local community', et: 'kohalik kogukond' }

describe('a form of a page that was opened by somebody else in the same browser', () => {
  test('is not saved under the name of who signed in since, and is theirs to send', async ({ db }) => {
    const app = await appOn(db)
    const [lead, partner] = [
      visitorWith(app, await sessionOf(db, 'lead@example.org')),
      visitorWith(app, await sessionOf(db, 'ape@example.org')),
    ]
    const shown = await lead.get(address)
    const typed = { ...fieldsOf(shown.text), ...term }
    const refused = await partner.post(address).type('form').send(typed)
    expect(refused.status).toBe(401)
    expect(refused.text).toContain('This page was opened by somebody else')
    expect(refused.text).toContain('Send it only if it is yours.')
    expect(refused.text).toContain('<pre>local community</pre>')
    const sent = await partner.post(address).type('form').send(fieldsOf(refused.text, address))
    expect(sent.status).toBe(303)
  })

  test('says so too where the session ended and another person signed in to send it', async ({ db }) => {
    const app = await appOn(db)
    const session = await sessionOf(db, 'lead@example.org')
    const shown = await visitorWith(app, session).get(address)
    await db('sessions').delete()
    const typed = { ...fieldsOf(shown.text), ...term }
    const asked = await visitorWith(app, session).post(address).type('form').send(typed)
    const signIn = async (email: string) =>
      visitorWith(app, null)
        .post('/en/sign-in?kept=yes')
        .type('form')
        .send({ ...fieldsOf(asked.text), email, password: demoPassword })
    expect((await signIn('ape@example.org')).text).toContain('Send it only if it is yours.')
    expect((await signIn('lead@example.org')).text).not.toContain('Send it only if it is yours.')
  })

  test('is signed out from all the same', async ({ db }) => {
    const partner = visitorWith(await appOn(db), await sessionOf(db, 'ape@example.org'))
    expect((await partner.post('/en/sign-out').type('form').send({})).status).toBe(303)
  })
})
