import { describe, expect } from 'vitest'
import { newestLink } from '../../support/account-letters.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { idOf } from '../../support/rows.ts'
import { held } from '../mentors/timesheets/timesheet-setup.ts'
import { test } from '../../support/test.ts'

const people = '/en/work/admin/people'
const isOn = 'The processing of this person’s data is restricted.'

describe('a restriction', () => {
  test('is told and can be ended after the answer, whereupon the account is listed again', async ({
    signedInAs,
    db,
  }) => {
    const asked = { kind: 'restriction', text: 'Please.' }
    const [mentor, guest] = [await signedInAs('mentor'), await signedInAs(null)]
    await mentor.post('/en/work/account/data/requests').type('form').send(asked).expect(303)
    const page = `/en/work/admin/privacy/${await idOf(db('privacyRequests').where({ state: 'open' }))}`
    const admin = await signedInAs('admin')
    const account = `${people}/${await idOf(db('people').where({ email: 'mentor@example.org' }))}`
    expect((await admin.get(people).expect(200)).text).toContain(account)
    const restrict = (what: string) => admin.post(`${page}/restriction`).type('form').send({ do: what })
    await restrict('end').expect(403)
    const ape = await signedInAs('ape')
    const [name = ''] = await db('people').where({ email: 'mentor@example.org' }).pluck<string[]>('name')
    await held(db, 'gaujiena', '2020-02-15')
    const lists = ['mentors', 'mentors/new', 'mentors/months', 'advice']
    for (const list of lists) expect((await ape.get(`/en/work/${list}`).expect(200)).text, list).toContain(name)
    await restrict('begin').expect(303)
    for (const list of lists) expect((await ape.get(`/en/work/${list}`).expect(200)).text, list).not.toContain(name)
    const open = await admin.get(page).expect(200)
    expect(open.text).toContain(isOn)
    const { version } = fieldsOf(open.text, `${page}/answer`)
    await admin.post(`${page}/answer`).type('form').send({ version, answer: 'It is restricted.' }).expect(303)
    expect((await admin.get(people).expect(200)).text).not.toContain(account)
    for (const own of ['/en/work/account', '/en/work/account/data'])
      expect((await mentor.get(own).expect(200)).text).toMatch(
        /has been restricted since \d+ .* You can go on signing in/s,
      )
    await guest.post('/en/forgotten').type('form').send({ email: 'mentor@example.org' }).expect(303)
    expect(await newestLink(db, 'mentor@example.org', 'new password')).not.toBeNull()
    const answered = await admin.get(page).expect(200)
    expect(answered.text).toContain(isOn)
    expect(fieldsOf(answered.text, `${page}/restriction`)['do']).toBe('end')
    await restrict('begin').expect(409)
    await restrict('end').expect(303)
    expect((await admin.get(page).expect(200)).text).not.toContain(isOn)
    expect((await admin.get(people).expect(200)).text).toContain(account)
    await restrict('end').expect(403)
    expect((await mentor.get('/en/work/account').expect(200)).text).not.toContain('restricted')
  })
})
