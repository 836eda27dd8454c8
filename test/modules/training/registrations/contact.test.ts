import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { linkIn, trainingDay, typed } from '../../../support/registrations.ts'
import { test } from '../../../support/test.ts'

const form = '/et/training/weaving/registration'
const otherForm = '/lv/training/other/registration'
const list = '/en/work/training/weaving/registrations'

describe('how somebody can be reached', () => {
  test('stays as they said, whoever registers their name and number for another day', async ({ signedInAs, db }) => {
    await trainingDay(db)
    await trainingDay(db, { slug: 'other' })
    const [guest, stranger, ape] = [await signedInAs(null), await signedInAs(null), await signedInAs('ape')]
    const known = typed('Demo one', { email: '', phone: '+372 5000 0001' })
    await guest.post(form).type('form').send(known).expect(303)

    const link = (await stranger.post(otherForm).type('form').send(known).expect(303)).headers['location'] ?? ''
    const fields = fieldsOf((await stranger.get(link).expect(200)).text, link)
    const changed = { ...fields, phone: '+371 29999999', locale: 'en' }
    await stranger.post(link).type('form').send(changed).expect(303)

    expect((await ape.get(`${list}.csv`).expect(200)).text).toContain('+37250000001')
    expect((await ape.get(`${list.replace('weaving', 'other')}.csv`).expect(200)).text).toContain('+37129999999')
    expect(await db('participants').select('phone', 'locale')).toEqual([{ phone: '+37250000001', locale: 'et' }])
  })

  test('is one number, with and without the code of the country', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const ape = await signedInAs('ape')
    const numbers = {
      'Demo one': ['+371 20000001', '20000001', '371 2000 0001'],
      'Demo two': ['+372 5000001', '500 0001'],
    }
    for (const [name, written] of Object.entries(numbers))
      for (const phone of written)
        await ape
          .post(`${list}/new`)
          .type('form')
          .send(typed(name, { email: '', phone, told: 'yes', locale: 'lv' }))
          .expect(303)
    expect(await db('participants').orderBy('name').select('phone')).toEqual([
      { phone: '+37120000001' },
      { phone: '+3725000001' },
    ])
  })

  test('is shown as its owner writes it, also where its host has letters of its own', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const [guest, ape, admin] = [await signedInAs(null), await signedInAs('ape'), await signedInAs('admin')]
    await guest
      .post(form)
      .type('form')
      .send(typed('Demo one', { email: 'demo@õunapuu.ee' }))
      .expect(303)
    const { id } = await db('registrations').first('id')
    for (const page of [list, `${list}/${id}`])
      expect((await ape.get(page).expect(200)).text).toContain('demo@õunapuu.ee')
    expect((await admin.get('/et/work/admin/letters').expect(200)).text).toContain('demo@õunapuu.ee')
  })

  test('is not completed by who knows no more than a name and an e-mail', async ({ signedInAs, db }) => {
    await trainingDay(db)
    await trainingDay(db, { slug: 'other' })
    const [guest, ape] = [await signedInAs(null), await signedInAs('ape')]
    await guest.post(form).type('form').send(typed('Demo one')).expect(303)
    await guest
      .post(otherForm)
      .type('form')
      .send(typed('Demo one', { phone: '+371 29999999' }))
      .expect(303)
    expect((await ape.get(`${list}.csv`).expect(200)).text).not.toContain('29999999')
    expect(await db('participants').select('phone', 'locale')).toEqual([{ phone: null, locale: 'et' }])
    // Letters about the first day go on in the language that was chosen there.
    await guest.post(`${await linkIn(db, typed('Demo one').email)}/cancellation`).expect(303)
    await guest.post(form).type('form').send(typed('Demo one')).expect(303)
    const languages = await db('mailMessages').whereLike('once', 'registration registered %').select('locale')
    expect(languages.map(({ locale }) => locale as string).sort()).toEqual(['et', 'lv'])
  })

  test('is brought up to date by staff, for whatever the person comes to next', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const [guest, ape] = [await signedInAs(null), await signedInAs('ape')]
    await guest.post(form).type('form').send(typed('Demo one')).expect(303)
    const { id } = await db('registrations').first('id')
    const page = `${list}/${id}`
    const fields = fieldsOf((await ape.get(page).expect(200)).text, page)
    await ape
      .post(page)
      .type('form')
      .send({ ...fields, phone: '+372 5000 0002' })
      .expect(303)
    expect(await db('participants').select('phone')).toEqual([{ phone: '+37250000002' }])
    expect(await db('registrations').select('phone')).toEqual([{ phone: '+37250000002' }])
  })
})
