import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { holidaysAmong } from '#modules/training/calendar/holidays.ts'
import { day } from '#platform/values/day.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { addAttendanceEvidence } from '../../../support/attendance-evidence.ts'
import { pdf, send } from '../../../support/files.ts'
import { viewerOf } from '../../../support/people.ts'
import type { Visitor } from '../../../support/portal.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import { multilingual, rowsOf } from '../../../support/rows.ts'

const days = '/en/work/training'

const baking = {
  title: "Bread & <b>baking's</b> хлеб",
  kind: 'practical',
  about: 'Rye bread',
  modality: 'onsite',
  place: 'The old school',
  onlineAt: '',
  languages: 'lv',
  trainers: 'Demo trainer, bakery\nAnother',
  capacity: '12',
  in: 'en',
  rows: 'new-1',
  'row.new-1.onDay': '16.5.2020',
  'row.new-1.starts': '10',
  'row.new-1.ends': '14.30',
  'row.new-1.halfDays': '1',
}

async function typed(ape: Visitor, changes: object = {}): Promise<Record<string, unknown>> {
  const fields = fieldsOf((await ape.get(`${days}/new`).expect(200)).text)
  return { ...fields, ...baking, ...changes }
}

async function planned(ape: Visitor, changes: object = {}): Promise<string> {
  const answer = await ape
    .post(`${days}/new`)
    .type('form')
    .send(await typed(ape, changes))
    .expect(303)
  return answer.headers['location'] as string
}

const press = (who: Visitor, place: string, step: string) => who.post(`${place}/${step}`)
const columns = z.looseObject({ id: z.string(), title: multilingual, state: z.string() })

const dayRow = async (db: Db, place: string) =>
  columns.parse(
    await db('trainingDays')
      .where({ slug: place.split('/').at(-1) })
      .first(),
  )

describe('a training day', () => {
  test('is planned once, and shown as it was typed', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const fields = await typed(ape)
    const post = () => ape.post(`${days}/new`).type('form').send(fields).expect(303)
    const places = (await Promise.all([post(), post()])).map(({ headers }) => headers['location'] as string)
    expect(new Set(places).size).toBe(1)
    const page = (await ape.get(places[0] ?? '').expect(200)).text
    expect(page).toContain('Bread &amp; &lt;b&gt;baking&#39;s&lt;/b&gt; хлеб')
    expect(page).toContain('Demo trainer, bakery')
    expect(page).toContain('10:00–14:30')
    expect(await db('trainingDates').where({ dayId: (await dayRow(db, places[0] ?? '')).id })).toHaveLength(1)
  })

  test('may last until its midnight', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const fields = await typed(ape, { 'row.new-1.starts': '2230', 'row.new-1.ends': '24.00' })
    const { headers } = await ape.post(`${days}/new`).type('form').send(fields).expect(303)
    expect((await ape.get(headers['location'] as string).expect(200)).text).toContain('22:30–24:00')
  })

  test('comes back with all that was typed where something is wrong', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    for (const [changes, problem] of [
      [{ title: ' ' }, 'Fill in this field.'],
      [{ 'row.new-1.onDay': '30.2.2020' }, 'Enter the date as day.month.year'],
      [{ 'row.new-1.onDay': '1.5.0001' }, 'The year must be from 1900 to 2199.'],
      [{ 'row.new-1.onDay': '' }, 'Fill in this field.'],
      [{ 'row.new-1.onDay': '1.5.2021' }, 'The project runs from 01.05.2019 to 30.04.2021.'],
      [{ 'row.new-1.ends': '9' }, 'The end must be after the beginning.'],
      [
        { 'row.new-1.onDay': '29.3.2020', 'row.new-1.starts': '3.30' },
        'The clocks are put forward that night: this hour is left out.',
      ],
      [{ 'row.new-1.starts': '25:00' }, 'Enter the time as hours:minutes, from 00:00 to 23:59'],
      [{ 'row.new-1.starts': '24:00' }, 'Enter the time as hours:minutes, from 00:00 to 23:59'],
      [{ 'row.new-1.ends': '24:30' }, 'The end of the day is 24:00.'],
      [{ 'row.new-1.starts': '22', 'row.new-1.ends': '1' }, 'after midnight, enter 24:00 here'],
      [{ 'row.new-1.halfDays': '' }, 'Choose one option.'],
      [{ languages: [] }, 'Choose at least one.'],
      [{ place: '' }, 'Fill in this field.'],
      [{ onlineAt: 'javascript:alert(1)' }, 'Enter a whole address that begins with https://.'],
      [{ capacity: '0' }, 'Enter a number from 1 to 1000.'],
      [{ capacity: '1001' }, 'Enter a number from 1 to 1000.'],
      [{ capacity: '10.5' }, 'Enter a whole number.'],
    ] as const) {
      const fields = await typed(ape, { ...changes, agenda: 'Keep me' })
      const page = await ape.post(`${days}/new`).type('form').send(fields).expect(422)
      expect(page.text, JSON.stringify(changes)).toContain(problem)
      expect(page.text).toContain('Keep me')
    }
    const engure = await signedInAs('engure')
    const foreign = { ...(await typed(engure)), organiserId: (await typed(ape))['organiserId'] }
    expect((await engure.post(`${days}/new`).type('form').send(foreign).expect(422)).text).toContain(
      'Choose one option.',
    )
  })

  test('takes more dates than one, none of them twice, and each keeps its place in calendars', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const more = await ape
      .post(`${days}/new`)
      .type('form')
      .send(await typed(ape, { do: 'add' }))
      .expect(200)
    const second = {
      'row.new-2.onDay': '17.5.2020',
      'row.new-2.starts': '10',
      'row.new-2.ends': '12',
      'row.new-2.halfDays': '1',
    }
    const fields = { ...fieldsOf(more.text), ...second }
    await ape
      .post(`${days}/new`)
      .type('form')
      .send({ ...fields, 'row.new-2.onDay': '16.05.2020' })
      .expect(422)
    const place = (await ape.post(`${days}/new`).type('form').send(fields).expect(303)).headers['location'] as string
    const ids = async () =>
      (
        await rowsOf(
          db('trainingDates')
            .where({ dayId: (await dayRow(db, place)).id })
            .orderBy('onDay'),
          { id: z.string() },
        )
      ).map(({ id }) => id)
    const before = await ids()
    expect(before).toHaveLength(2)
    const edit = fieldsOf((await ape.get(`${place}/edit`).expect(200)).text)
    // The two change places.
    const swapped = { ...edit, [`row.${before[0]}.onDay`]: '17.5.2020', [`row.${before[1]}.onDay`]: '16.5.2020' }
    await ape.post(`${place}/edit`).type('form').send(swapped).expect(303)
    expect(await ids()).toEqual(before.toReversed())
    const again = fieldsOf((await ape.get(`${place}/edit`)).text)
    await ape
      .post(`${place}/edit`)
      .type('form')
      .send({ ...again, [`row.${before[0]}.remove`]: 'yes' })
      .expect(303)
    expect(await ids()).toEqual([before[1]])
  })

  test('is saved over nobody else’s changes', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await planned(ape)
    const fields = fieldsOf((await ape.get(`${place}/edit`)).text)
    const save = (title: string) =>
      ape
        .post(`${place}/edit`)
        .type('form')
        .send({ ...fields, title })
    await save('Theirs').expect(303)
    const late = await save('Mine').expect(409)
    expect(late.text).toContain('Theirs')
    expect(fieldsOf(late.text)).toMatchObject({ title: 'Mine', version: '2' })
    expect((await dayRow(db, place)).title.en).toBe('Theirs')
  })

  test('is announced under its title of that day, and leads there from where it was planned', async ({
    signedInAs,
    db,
  }) => {
    const [ape, visitor] = [await signedInAs('ape'), await signedInAs(null)]
    const place = await planned(ape, { title: 'X' })
    expect(place).toBe('/en/work/training/x')
    const fields = fieldsOf((await ape.get(`${place}/edit`).expect(200)).text)
    const save = (title: string) =>
      ape
        .post(`${place}/edit`)
        .type('form')
        .send({ ...fields, title })
    await save('Baking bread').expect(303)
    for (const answer of [await press(ape, place, 'publication'), await press(ape, place, 'publication')])
      expect(answer.headers['location']).toBe('/en/work/training/baking-bread#steps')
    await visitor.get('/en/training/baking-bread').expect(200)
    await visitor.get('/en/training/x').expect(404)
    expect((await ape.get(place).expect(301)).headers['location']).toBe('/en/work/training/baking-bread')
    expect((await dayRow(db, '/en/work/training/baking-bread')).title.en).toBe('Baking bread')
    // Nobody else gets the address that leads there, and the title is changed without another one from now on.
    expect(await planned(ape, { title: 'X' })).toBe('/en/work/training/x-2')
  })

  test('goes from planned to reported, and counts once its evidence is there', async ({ signedInAs, db }) => {
    const [ape, visitor] = [await signedInAs('ape'), await signedInAs(null)]
    const place = await planned(ape, { 'row.new-1.onDay': '1.3.2020' })
    const open = place.replace('/work', '')
    await visitor.get(open).expect(404)
    await press(ape, place, 'opening').expect(403)
    await press(ape, place, 'publication').expect(303)
    await press(ape, place, 'publication').expect(303)
    await visitor.get(open).expect(200)
    for (const step of ['opening', 'closing', 'holding']) await press(ape, place, step).expect(303)
    const refused = await press(ape, place, 'evidence').expect(422)
    expect(refused.text).toContain('Nothing proves yet that the day took place.')
    await send(ape, `${place}/files`, {
      files: [
        ['evidence', pdf, 'agenda.pdf'],
        ['materials', pdf, 'slides.pdf'],
      ],
    }).expect(303)
    await addAttendanceEvidence(db, (await dayRow(db, place)).id, (await viewerOf(db, 'lead')).id)
    await press(ape, place, 'evidence').expect(303)
    expect((await dayRow(db, place)).state).toBe('evidenced')

    // Everybody reads the materials, those in charge the evidence; what was counted is changed no more.
    const files = db('trainingFiles')
      .where({ dayId: (await dayRow(db, place)).id })
      .orderBy('kind', 'desc')
    const [material = '', sheet = ''] = (await rowsOf(files, { fileId: z.string() })).map(({ fileId }) => fileId)
    await visitor.get(`${open}/materials/${material}`).expect(200)
    await visitor.get(`${open}/materials/${sheet}`).expect(404)
    await (await signedInAs('engure')).get(`${place}/evidence/${sheet}`).expect(404)
    await (await signedInAs('auditor')).get(`${place}/evidence/${sheet}`).expect(200)
    await ape.get(`${place}/edit`).expect(403)
    expect((await visitor.get('/en/training')).text).toContain('0.5 / 16')

    await press(ape, place, 'doubt').expect(403)
    const lead = await signedInAs('lead')
    await press(lead, place, 'doubt').expect(303)
    expect((await visitor.get('/en/training')).text).toContain('0 / 16')
    await press(ape, place, 'evidence').expect(303)
    await press(ape, place, 'report').expect(303)
    await press(lead, place, 'doubt').expect(403)
  })

  test('that is still to come cannot have taken place, and one without a date cannot be announced', async ({
    signedInAs,
  }) => {
    const ape = await signedInAs('ape')
    const place = await planned(ape)
    await press(ape, place, 'publication').expect(303)
    await press(ape, place, 'holding').expect(403)
    const undated = await planned(ape, { 'row.new-1.onDay': '', 'row.new-1.starts': '', 'row.new-1.ends': '' })
    expect((await press(ape, undated, 'publication').expect(422)).text).toContain('The day has no date yet.')
  })

  test('is cancelled for a reason that everybody reads, and says what must be made up for', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const place = await planned(ape)
    await press(ape, place, 'publication')
    const asked = await ape.get(`${place}/cancellation`).expect(200)
    expect(asked.text).toContain('1 practical half-day still has to be planned elsewhere.')
    await ape.post(`${place}/cancellation`).type('form').send({ reason: '' }).expect(422)
    const cancel = () => ape.post(`${place}/cancellation`).type('form').send({ reason: 'The oven broke', in: 'en' })
    await cancel().expect(303)
    await cancel().expect(303)
    expect((await (await signedInAs(null)).get(place.replace('/work', ''))).text).toContain('The oven broke')
    const lv = await ape.get(place.replace('/en/', '/lv/')).expect(200)
    expect(lv.text).toContain('Citviet jāieplāno praktiskās mācības (dienas puses): 1.')
  })

  test('is postponed to a day of its own, once', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await planned(ape)
    await press(ape, place, 'publication')
    const fields = fieldsOf((await ape.get(`${place}/postponement`).expect(200)).text)
    const moved = {
      ...fields,
      'row.new-1.onDay': '20.6.2020',
      'row.new-1.starts': '10',
      'row.new-1.ends': '14',
      'row.new-1.halfDays': '1',
    }
    const post = (reason: string) =>
      ape
        .post(`${place}/postponement`)
        .type('form')
        .send({ ...moved, reason })
    await post('').expect(422)
    const first = await post('Snow').expect(303)
    const second = await post('Snow').expect(303)
    expect(second.headers['location']).toBe(first.headers['location'])
    const replacement = await dayRow(db, first.headers['location'] as string)
    expect(await dayRow(db, place)).toMatchObject({ state: 'postponed', replacedById: replacement.id })
    const page = await (await signedInAs(null)).get(place.replace('/work', '')).expect(200)
    expect(page.text).toContain('Snow')
    expect(page.text).toContain('The new date is not announced yet.')
  })

  test('is begun from another with all but its dates', async ({ signedInAs }) => {
    const form = fieldsOf((await (await signedInAs('engure')).get(`${days}/new?from=lideris&in=lv`).expect(200)).text)
    expect(form).toMatchObject({ title: 'Līderis', kind: 'theory', place: 'Šlokenbekas muiža', 'row.new-1.onDay': '' })
  })

  test('warns of the public holidays of both countries', async ({ signedInAs }) => {
    const asked = [day('2020-05-04'), day('2020-02-24'), day('2020-06-24'), day('2020-05-05')]
    expect(await holidaysAmong(asked)).toEqual([
      { onDay: '2020-05-04', country: 'LV', name: expect.any(String) },
      { onDay: '2020-02-24', country: 'EE', name: 'iseseisvuspäev' },
      { onDay: '2020-06-24', country: 'LV', name: 'Jāņi' },
      { onDay: '2020-06-24', country: 'EE', name: 'jaanipäev' },
    ])
    const page = await (await signedInAs('alutaguse')).get(`${days}/kulapaev-sundmuse-korraldamine`).expect(200)
    expect(page.text).toContain('Darba svētki')
    expect(page.text).toContain('kevadpüha')
  })

  test('keeps the dates on which people were there', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const place = await planned(ape, { 'row.new-1.onDay': '1.3.2020' })
    for (const step of ['publication', 'holding']) await press(ape, place, step).expect(303)
    await addAttendanceEvidence(db, (await dayRow(db, place)).id, (await viewerOf(db, 'lead')).id)
    const edit = fieldsOf((await ape.get(`${place}/edit`).expect(200)).text)
    const [key] = String(edit['rows']).split(' ')
    for (const change of [{ [`row.${key}.onDay`]: '29.2.2020' }, { [`row.${key}.remove`]: 'yes' }]) {
      const page = await ape
        .post(`${place}/edit`)
        .type('form')
        .send({ ...edit, ...change, about: 'Keep me' })
        .expect(422)
      expect(page.text).toContain('Somebody is on the attendance list of a date')
      expect(page.text).toContain('Keep me')
    }
  })

  test('keeps its dates inside the project in the database too', async ({ db }) => {
    const { id: dayId } = await db('trainingDays').where({ state: 'planned' }).first('id')
    const insert = db.transaction((trx) =>
      trx('trainingDates').insert({ dayId, onDay: '2019-04-30', starts: '10:00', ends: '12:00', halfDays: 1 }),
    )
    await expect(insert).rejects.toMatchObject({ constraint: 'training_dates_in_project' })
  })
})
