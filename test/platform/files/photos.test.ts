import sharp from 'sharp'
import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { photo, send } from '../../support/files.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { testOfDemo as test } from '../../support/test.ts'
import { idOf } from '../../support/rows.ts'

const published = '/en/initiatives/gaujienas-kopienas-virtuve'
const inDraft = '/en/initiatives/viresu-kopienas-busins'

const onlyPhoto = (db: Db) => db('initiativeFiles').join('files', 'files.id', 'fileId').where({ kind: 'photo' }).first()

describe('a photo of an initiative', () => {
  test('is seen by everybody once staff have added it, upright, small enough and without what it carried', async ({
    signedInAs,
    db,
  }) => {
    const staff = await signedInAs('ape')
    await send(staff, `${published}/files`, {
      fields: { 'photos.alt': 'The kitchen from outside' },
      files: [['photos', await photo(3000, 2000), 'GPS photo.JPG']],
    }).expect(303)
    const file = await onlyPhoto(db)
    const id = await idOf(onlyPhoto(db).select('files.id'))
    expect(file).toMatchObject({
      name: 'GPS photo.jpg',
      type: 'jpeg',
      width: 2000,
      height: 1333,
      alt: { source: 'en' },
    })

    const visitor = await signedInAs(null)
    const page = await visitor.get(published).expect(200)
    expect(page.text).toContain('alt="The kitchen from outside"')
    const { body, headers } = await visitor.get(`${published}/photos/${id}`).expect(200)
    expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
    expect(headers['content-disposition']).toMatch(/^inline/)
    const { exif, width } = await sharp(body as Buffer).metadata()
    expect([exif, width]).toEqual([undefined, 2000])
    expect((body as Buffer).includes('Secret')).toBe(false)
    const small = await visitor.get(`${published}/photos/${id}/small`).expect(200)
    expect((await sharp(small.body as Buffer).metadata()).width).toBe(480)
  })

  test('as large as the largest telephones take it is made smaller here, where no script of the page did', async ({
    signedInAs,
    db,
  }) => {
    const blank = { width: 12_000, height: 9000, channels: 3 as const, background: '#678' }
    const large = await sharp({ create: blank, limitInputPixels: false }).jpeg({ quality: 20 }).toBuffer()
    const staff = await signedInAs('ape')
    await send(staff, `${published}/files`, {
      fields: { 'photos.alt': 'The kitchen from outside' },
      files: [['photos', large, 'large.jpg']],
    }).expect(303)
    expect(await onlyPhoto(db)).toMatchObject({ type: 'jpeg', width: 2000, height: 1500 })
  })

  test('stays on the form that asks for the words that were missing, and is kept with them', async ({
    signedInAs,
    db,
  }) => {
    const staff = await signedInAs('ape')
    const first = await send(staff, `${published}/files`, { files: [['photos', await photo(), 'a.jpg']] }).expect(422)
    const fields = fieldsOf(first.text)
    // What is asked for as soon as there is a picture is not called optional.
    expect(/<label[^>]*for="photos\.alt"[\s\S]*?<\/label>/.exec(first.text)?.[0]).not.toContain('optional')
    const [id] = [fields['photos'] ?? []].flat()
    await staff.get(`/en/work/files/${id}/small`).expect(200)
    await (await signedInAs('engure')).get(`/en/work/files/${id}/small`).expect(404)
    await staff
      .post(`${published}/files`)
      .type('form')
      .send({ ...fields, [`photos.${id}.alt`]: 'The stove' })
      .expect(303)
    expect(await onlyPhoto(db)).toMatchObject({ id, alt: { source: 'en', en: 'The stove' } })
  })

  test('of an initiative that is not public is there for nobody else', async ({ signedInAs, db }) => {
    const staff = await signedInAs('ape')
    await send(staff, `${inDraft}/files`, {
      fields: { 'photos.alt': 'The bus' },
      files: [['photos', await photo(), 'bus.jpg']],
    }).expect(303)
    const { id } = await onlyPhoto(db)
    await staff.get(`${inDraft}/photos/${id}`).expect(200)
    for (const person of [null, 'engure', 'varska'] as const) {
      await (await signedInAs(person)).get(`${inDraft}/photos/${id}`).expect(404)
      // Nor through an initiative that they may see.
      await (await signedInAs(person)).get(`${published}/photos/${id}`).expect(404)
    }
  })
})
