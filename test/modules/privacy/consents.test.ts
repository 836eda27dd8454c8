import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Key } from '#locales/keys.d.ts'
import type { Db } from '#platform/db/connection.ts'
import { locales } from '#platform/i18n/locale.ts'
import { translations } from '#platform/i18n/translations.ts'
import { wordings } from '#modules/consents/consent.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import { linkIn, trainingDay, typed } from '../../support/registrations.ts'
import { rowsOf } from '../../support/rows.ts'
import { test } from '../../support/test.ts'

const weaver = 'demo.weaver@example.org'
const list = '/en/work/training/weaving/registrations'

const consents = (db: Db) =>
  rowsOf(db('consents').orderBy('givenAt'), {
    purpose: z.string(),
    wording: z.string(),
    locale: z.string(),
    givenBy: z.string(),
    withdrawnBy: z.string().nullable(),
  })

describe('consent to be photographed', () => {
  test('is taken back from the own account too, by nobody else', async ({ signedInAs, db }) => {
    await trainingDay(db)
    const mine = await signedInAs('mentor')
    const form = '/en/training/weaving/registration'
    // Somebody else uses the same mailbox.
    const [name = ''] = await db('people').where({ email: 'mentor@example.org' }).pluck<string[]>('name')
    for (const who of ['Demo weaver', name]) {
      const fields = fieldsOf((await mine.get(form).expect(200)).text, form)
      const person = { ...typed(who), email: 'mentor@example.org', photoConsent: 'yes' }
      await mine
        .post(form)
        .type('form')
        .send({ ...fields, ...person })
        .expect(303)
    }
    const { text } = await mine.get('/en/work/account/data').expect(200)
    const buttons = Array.from(text.matchAll(/action="([^"]+\/withdrawal)"/g), ([, address = '']) => address)
    expect(buttons).toHaveLength(1)
    const [button = ''] = buttons
    const [others = ''] = (await db('consents').pluck<string[]>('id')).filter((id) => !button.includes(id))
    await mine.post(`/en/work/account/data/consents/${others}/withdrawal`).expect(404)
    await (await signedInAs('ape')).post(button).expect(404)
    await mine.post(button).expect(303)
    expect((await mine.get('/en/work/account/data').expect(200)).text).not.toContain('/withdrawal')
    expect(await consents(db)).toMatchObject([{ withdrawnBy: null }, { withdrawnBy: 'self' }])
  })

  test('is written down in its words, and taken back by the private link even after the day', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db)
    const guest = await signedInAs(null)
    const form = '/en/training/weaving/registration'
    const fields = fieldsOf((await guest.get(form).expect(200)).text, form)
    await guest
      .post(form)
      .type('form')
      .send({ ...fields, ...typed('Demo weaver'), photoConsent: 'yes' })
      .expect(303)
    expect(await consents(db)).toEqual([
      { purpose: 'photo', wording: wordings.photo_self, locale: 'en', givenBy: 'self', withdrawnBy: null },
    ])
    const staff = await signedInAs('ape')
    const listed = async () => (await staff.get(`${list}.csv`).expect(200)).text
    expect(await listed()).toContain(',Yes,')
    const link = await linkIn(db, weaver)
    for (const state of ['closed', 'held']) await db('trainingDays').update({ state })
    expect((await guest.get(link).expect(200)).text).toContain('Withdraw this consent')
    for (let time = 0; time < 2; time += 1) await guest.post(`${link}/consent`).expect(303)
    expect((await guest.get(link).expect(200)).text).not.toContain('Withdraw this consent')
    expect(await consents(db)).toMatchObject([{ withdrawnBy: 'self' }])
    expect(await listed()).not.toContain(',Yes,')
    const events = await rowsOf(db('auditLog').whereLike('event', 'consent.%').orderBy('id'), { event: z.string() })
    expect(events.map(({ event }) => event)).toEqual(['consent.given', 'consent.withdrawn'])
  })

  test('is changed by the form as often as somebody likes, each time with a line of its own', async ({
    signedInAs,
    db,
  }) => {
    await trainingDay(db)
    const staff = await signedInAs('ape')
    const person = { ...typed('Demo weaver'), told: 'yes', locale: 'lv', photoConsent: 'yes' }
    const made = await staff.post(`${list}/new`).type('form').send(person).expect(303)
    const page = String(made.headers['location'])
    for (const photoConsent of ['', 'yes']) {
      const fields = fieldsOf((await staff.get(page).expect(200)).text, page)
      await staff
        .post(page)
        .type('form')
        .send({ ...fields, photoConsent })
        .expect(303)
    }
    expect((await consents(db)).map(({ givenBy, withdrawnBy }) => [givenBy, withdrawnBy])).toEqual([
      ['staff', 'staff'],
      ['staff', null],
    ])
    await expect(db('consents').update({ wording: 'registrations:other@2' })).rejects.toThrow(/permission denied/)
  })
})

/** The digest of what each wording says in all languages, at its version. */
const asAgreed = {
  'registrations:form.consent.label@1': 'd86fc0b3df4bd114',
  'registrations:form.photoConsent.label@1': '72ada2d92714be1b',
  'registrations:staff_form.photoConsent.label@1': 'b4b444565a3bb0ac',
  'visits:traveller.photoConsent.label@1': 'b46a34aaf6afe075',
}

test('words by which consent is asked for have another version where they say something else', () => {
  const digests = Object.values(wordings).map((wording) => {
    const key = wording.slice(0, wording.indexOf('@')) as Key
    const said = locales.map((locale) => translations[locale].t(key)).join('\n')
    return [wording, createHash('sha256').update(said).digest('hex').slice(0, 16)]
  })
  expect(Object.fromEntries(digests)).toEqual(asAgreed)
})
