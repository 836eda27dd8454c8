import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { photo, send as sendFiles } from '../../../support/files.ts'
import { queriesOf } from '../../../support/queries.ts'
import { test } from '../../../support/test.ts'
import { personId } from '../timesheets/timesheet-setup.ts'

const typed = {
  organisation: "O'Neil & <Sons>",
  expertise: ['money', 'law'],
  speaks: ['lv', 'vro'],
  skills: 'Markets <b>',
  about: 'Ask me',
  in: 'lv',
}

describe('a mentor’s profile', () => {
  test('is public by the mentor’s own choice alone, with a photo that says what it shows', async ({
    signedInAs,
    db,
  }) => {
    const at = `/lv/work/mentors/${await personId(db, 'mentor')}/profile`
    const [mentor, ape, visitor] = [await signedInAs('mentor'), await signedInAs('ape'), await signedInAs(null)]
    // Partner staff write it, and cannot publish it.
    await sendFiles(ape, at, { fields: { ...typed, version: '0', published: 'yes' } }).expect(303)
    await visitor.get('/lv/mentors/demo-mentors').expect(404)
    expect((await visitor.get('/lv/mentors')).text).not.toContain('Demo mentors')

    const fields = { ...fieldsOf((await mentor.get(at)).text), published: 'yes' }
    const files = [['photo', await photo(), 'me.jpg']] as const
    await sendFiles(mentor, at, { fields, files }).expect(422)
    await sendFiles(mentor, at, { fields: { ...fields, 'photo.alt': 'Mentors tirgū' }, files }).expect(303)
    const page = await visitor.get('/lv/mentors/demo-mentors').expect(200)
    expect(page.text).toContain('O&#39;Neil &amp; &lt;Sons&gt;')
    expect(page.text).toContain('Markets &lt;b&gt;')
    expect(page.text).not.toContain('mentor@example.org')
    const src = /<img class="portrait" src="([^"]*)" alt="Mentors tirgū"/.exec(page.text)?.[1] ?? ''
    await visitor.get(src).expect(200)
    const listed = async (filter: string) => (await visitor.get(`/lv/mentors${filter}`)).text.includes('Demo mentors')
    expect(await listed('?expertise=law&speaks=vro')).toBe(true)
    expect(await listed('?expertise=idea')).toBe(false)

    // The tick is taken away, and the page with its photo is gone.
    const { published: _, ...rest } = fieldsOf((await mentor.get(at)).text)
    await sendFiles(mentor, at, { fields: rest }).expect(303)
    await visitor.get('/lv/mentors/demo-mentors').expect(404)
    await visitor.get(src).expect(404)
    await expect(
      db.transaction((trx) =>
        trx('mentors').update({
          publishedBy: trx('people').where({ email: 'ape@example.org' }).select('id'),
          publishedAt: new Date(),
        }),
      ),
    ).rejects.toMatchObject({ constraint: 'mentors_publish_themselves' })
  })

  test('shows both texts to who saves over somebody else, and keeps other languages', async ({ signedInAs, db }) => {
    const at = `/lv/work/mentors/${await personId(db, 'mentor')}/profile`
    const mentor = await signedInAs('mentor')
    await sendFiles(mentor, at, { fields: { ...typed, version: '0' } }).expect(303)
    await sendFiles(mentor, at, { fields: { ...typed, in: 'et', about: 'Küsige', version: '1' } }).expect(303)
    const late = await sendFiles(mentor, at, { fields: { ...typed, about: 'Other', version: '1' } }).expect(409)
    expect(late.text).toContain('Ask me')
    expect(late.text).toContain('Other</textarea>')
    expect(await db('mentors').first('about')).toMatchObject({ about: { source: 'lv', lv: 'Ask me', et: 'Küsige' } })
  })

  test('is listed in a fixed number of queries', async ({ signedInAs, db }) => {
    const at = `/lv/work/mentors/${await personId(db, 'mentor')}/profile`
    await sendFiles(await signedInAs('mentor'), at, { fields: { ...typed, version: '0', published: 'yes' } }).expect(
      303,
    )
    const visitor = await signedInAs(null)
    const count = () => queriesOf(db, () => visitor.get('/en/mentors?speaks=lv').expect(200))
    const before = await count()
    for (let number = 1; number < 30; number += 1) {
      const person = { email: `m${number}@example.org`, name: `Mentor ${number}`, locale: 'lv' }
      const [{ id }] = await db('people').insert(person).returning('id')
      const parishId = db('parishes').where({ slug: 'gaujiena' }).select('id')
      await db('roleAssignments').insert({ personId: id, role: 'mentor', parishId, fromDay: '2019-05-01' })
      const published = { publishedBy: id, publishedAt: new Date() }
      await db('mentors').insert({ personId: id, slug: `m-${number}`, speaks: ['lv'], ...published })
    }
    expect(await count()).toBe(before)
  })
})
