import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { locales, type Locale } from '#platform/i18n/locale.ts'
import { findAttendance } from '#modules/training/attendance/queries.ts'
import { signInSheet } from '#modules/training/sign-in-sheets/document.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'
import { photo, send } from '../../../support/files.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { deliveredDay, listOf, register } from '../../../support/delivered-day.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import { photographed, printed, scanned } from '../../../support/photograph.ts'
import type { Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

const letters = 'Āā Čč Ēē Ģģ Īī Ķķ Ļļ Ņņ Šš Ūū Žž Õõ Ää Öö Üü Жуков'
const sending = '/en/work/training/sheets/new'

const pageOf = async (db: Db, day: TrainingDay, locale: Locale = 'lv') => {
  const list = await findAttendance(db, 'lv', day.id, day.dates[0]?.id ?? '')
  if (!list) throw new Error('the date has no list')
  return printed(signInSheet(locale, day, list, 'https://act-local.example.org'))
}

const upload = (person: Visitor, ...photographs: Buffer[]) =>
  send(person, sending, { files: photographs.map((each, at) => ['scans', each, `sheet-${at}.jpg`]) })

const scansOf = (db: Db, day: TrainingDay) =>
  db('attendanceScans')
    .whereIn(
      'dateId',
      day.dates.map(({ id }) => id),
    )
    .select('byCode', 'kind')

describe('a sign-in sheet', () => {
  test('is tagged, and has every letter of the three languages and a row for each who registered', async ({
    signedInAs,
    db,
  }) => {
    const day = await deliveredDay(db, { title: letters })
    await register(db, day, [letters, ...Array.from({ length: 39 }, (_, at) => `Dalībnieks ${at}`)])
    const staff = await signedInAs('ape')
    for (const locale of locales) {
      const at = listOf(day).replace('/en/', `/${locale}/`).replace('/attendance', '/sheet.pdf')
      const { body } = (await staff.get(at).parse(bytes).expect(200)) as { body: Buffer }
      const { text, isTagged, pages } = await reading(body)
      expect(text.split(letters).length).toBeGreaterThanOrEqual(3)
      expect(text).toContain('40 Dalībnieks')
      expect(text).toContain('48')
      expect(isTagged).toBe(true)
      expect(pages).toBe(3)
    }
    await (await signedInAs('engure')).get(listOf(day).replace('/attendance', '/sheet.pdf')).expect(404)
  })

  test('files itself when it is photographed, whichever way it lies', async ({ signedInAs, db }) => {
    const [day, other] = [await deliveredDay(db), await deliveredDay(db, { title: 'Cita', on: ['2020-02-21'] })]
    await register(db, day, ['Anna', 'Berta'])
    const page = await pageOf(db, day)
    const photographs = [
      await photographed(page, { turned: 4 }),
      await photographed(page, { turned: 93, askew: 0.06 }),
      await photographed(await pageOf(db, other, 'et'), { turned: 180, fills: 0.7, shade: 0.5, blur: 0.8 }),
    ]
    const staff = await signedInAs('ape')
    await upload(staff, ...photographs).expect(303, /sheets\/new#sent/)
    expect(await scansOf(db, day)).toEqual([
      { byCode: true, kind: 'sign_in_sheet' },
      { byCode: true, kind: 'sign_in_sheet' },
    ])
    expect(await scansOf(db, other)).toEqual([{ byCode: true, kind: 'sign_in_sheet' }])
    // Sent twice, a photograph is kept once.
    await upload(staff, ...photographs).expect(303)
    expect(await scansOf(db, day)).toHaveLength(2)

    const { text } = await staff.get(listOf(day)).expect(200)
    expect(text).toContain('Several files carry the code of this sheet.')
    const [, small = ''] = /src="([^"]*\/small)"/.exec(text) ?? []
    await staff.get(small).expect(200).expect('content-type', 'image/jpeg')
    await (await signedInAs('engure')).get(small).expect(404)
  })

  test('files itself when a scanner makes a PDF of it', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    await upload(await signedInAs('ape'), await scanned(await pageOf(db, day))).expect(303)
    expect(await scansOf(db, day)).toEqual([{ byCode: true, kind: 'sign_in_sheet' }])
  })

  test('is kept and filed by hand where its code cannot be read', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    const staff = await signedInAs('ape')
    await upload(staff, await photo(900, 700)).expect(303)
    const { text } = await staff.get(sending)
    expect(text).toContain('Code not read')
    const [, at = ''] = /action="([^"]*\/sheets\/[0-9a-f-]{36})"/.exec(text) ?? []
    expect(fieldsOf(text, at)).toMatchObject({ date: '' })
    await (await signedInAs('engure')).post(at).type('form').send({ date: day.dates[0]?.id }).expect(404)
    await staff.post(at).type('form').send({ date: day.dates[0]?.id }).expect(303)
    expect(await scansOf(db, day)).toEqual([{ byCode: false, kind: 'sign_in_sheet' }])
  })

  test('of another territory is not kept, and nobody learns that there is one', async ({ signedInAs, db }) => {
    const day = await deliveredDay(db)
    const page = await pageOf(db, day)
    const code = /sheets\/([0-9a-f]{20})/
    const staff = await signedInAs('engure')
    const sent = await upload(staff, await photographed(page)).expect(303)
    expect((await staff.get(String(sent.headers['location']).replace('#sent', ''))).text).toContain(
      '1 photograph was not kept: there is no sheet of yours with its code.',
    )
    expect(await scansOf(db, day)).toEqual([])
    const list = await findAttendance(db, 'lv', day.id, day.dates[0]?.id ?? '')
    expect(code.test(`sheets/${list?.code}`)).toBe(true)
    await staff.get(`/en/sheets/${list?.code}`).expect(404)
    await (await signedInAs('ape')).get(`/en/sheets/${list?.code}`).expect(303)
  })
})
