import { describe, expect } from 'vitest'
import { idOf } from '../../support/rows.ts'
import { test } from '../../support/test.ts'

describe('the last administrator', () => {
  test('is not erased, and the page says why', async ({ signedInAs, db }) => {
    const asked = { kind: 'erasure', text: 'Please.' }
    const admin = await signedInAs('admin')
    await admin.post('/en/work/account/data/requests').type('form').send(asked).expect(303)
    const page = `/en/work/admin/privacy/${await idOf(db('privacyRequests').where({ state: 'open' }))}`
    const lead = await signedInAs('lead')
    const { text } = await lead.post(`${page}/erasure`).type('form').send({}).expect(422)
    expect(text).toContain('The portal would have no administrator.')
    await admin.get('/en/work/admin/people').expect(200)
    expect((await lead.get(page).expect(200)).text).toContain('See what would be erased')
  })
})
