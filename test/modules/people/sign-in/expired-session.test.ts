import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { appOn, sessionOf, visitorWith, type Visitor } from '../../../support/portal.ts'
import { rolesTable } from '../../../support/roles-table.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const forms = Object.entries(rolesTable).filter(
  ([route, cases]) => route.startsWith('POST ') && cases.some(({ answers }) => answers.includes('401 visitor')),
)
const typed = 'Kartupeļu novākšana\n\nsākas pulksten septiņos'
const many = Object.fromEntries(Array.from({ length: 3000 }, (_, row) => [`row.${row}.what`, `${row} `.repeat(40)]))

// As many as a form with files may have.
const some = Object.fromEntries(Object.entries(many).slice(0, 1900))
// Written once for all forms: it is 800 KB.
const longBody = new URLSearchParams({ what: typed, ...many }).toString()

const withFile = (agent: Visitor, address: string) =>
  agent.post(address).field('what', typed).attach('photos', Buffer.from('a picture'), 'talka.jpg')
const long = (agent: Visitor, address: string) => agent.post(address).type('form').send(longBody)

describe('a form sent after the session has ended', () => {
  test.for(forms)('%s keeps what was typed', async ([, cases], { db }) => {
    const app = await appOn(db)
    const { to = '' } = cases.find(({ answers }) => answers.includes('401 visitor')) ?? {}
    const address = typeof to === 'string' ? to : await to(db)
    const ended = await sessionOf(db, 'ape@example.org')
    await db('sessions').delete()
    for (const cookie of [null, ended]) {
      const [carried, listed] = [
        await withFile(visitorWith(app, cookie), address),
        await long(visitorWith(app, cookie), address),
      ]
      expect([carried.status, listed.status]).toEqual([401, 401])
      expect(fieldsOf(carried.text)).toMatchObject({
        keptAction: address,
        'kept.what': typed,
        'kept.photos': '!file_again talka.jpg',
      })
      expect(fieldsOf(listed.text)).toMatchObject({ 'kept.what': typed, 'kept.row.2999.what': many['row.2999.what'] })
    }
  })

  test('is there whole after signing in, however long it is, with the files named to be chosen again', async ({
    db,
  }) => {
    const agent = visitorWith(await appOn(db), null)
    const bus = '/en/work/parishes/viresi/plan/initiatives/viresu-kopienas-busins'
    const asked = await agent
      .post(bus)
      .field({ what: typed, ...some })
      .attach('photos', Buffer.from('x'), 'talka.jpg')
    const action = /<form class="form" method="post" action="([^"]+)"/.exec(asked.text)?.[1] ?? ''
    const credentials = { email: 'ape@example.org', password: demoPassword }
    const again = await agent
      .post(action)
      .type('form')
      .send({ ...fieldsOf(asked.text), ...credentials })
    expect(again.status).toBe(200)
    expect(fieldsOf(again.text, bus)).toMatchObject({ what: typed, ...some })
    expect(again.text).toContain('Choose this file again: talka.jpg.')
    expect(again.text).toMatch(/<input [^>]*type="file"[^>]* name="photos">/)
    expect(again.text).toContain(`action="${bus}" enctype="multipart/form-data"`)
    expect(again.text).not.toContain('!file_again')
  })
})
