import { describe, expect } from 'vitest'
import { z } from 'zod'
import { inRankOrder } from '#modules/needs/swot/swot.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { idOf, multilingual, rowOf, rowsOf as rowsIn } from '../../../support/rows.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const swot = '/en/work/parishes/viresi/swot/baseline'
const strengths = ['Oldest oak', 'River', 'School']

const rowsOf = (texts: string[], ranks: string[] = []) =>
  Object.fromEntries(
    texts.flatMap((text, at) => [
      [`row.new-strength-${at + 1}.text`, text],
      [`row.new-strength-${at + 1}.rank`, ranks[at] ?? ''],
    ]),
  )

describe('what a meeting ranked', () => {
  test('stands in the order of its numbers, those without one behind', () => {
    const row = (key: string, rank: number | null, was: number | null = null) =>
      ({ key, kind: 'threat', text: { source: 'en', en: key }, rank, was, votes: null }) as const
    const keys = (...rows: ReturnType<typeof row>[]) => inRankOrder(rows).map(({ key }) => key)
    expect(keys(row('none', null), row('second', 7), row('first', 2))).toEqual(['first', 'second', 'none'])
    // A line moves to the place it is given, up or down.
    expect(keys(row('down', 2, 1), row('stays', 2, 2), row('last', 3, 3))).toEqual(['stays', 'down', 'last'])
    expect(keys(row('first', 1, 1), row('stays', 2, 2), row('up', 2, 3))).toEqual(['first', 'up', 'stays'])
    expect(keys(row('down', 2, 1), row('up', 1, 2))).toEqual(['up', 'down'])
    expect(inRankOrder([row('only', 4)])[0]?.rank).toBe(1)
  })

  test('is saved, moved by its numbers, translated and removed', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const read = async (address = swot) => fieldsOf((await ape.get(address).expect(200)).text)
    const send = (fields: object) => ape.post(swot).type('form').send(fields)
    await send({ ...(await read()), ...rowsOf(strengths) }).expect(303)
    const oak = await rowOf(db('swotItems').whereRaw(`text ->> 'en' = 'Oldest oak'`), { rank: z.number() })
    expect(oak.rank).toBe(1)

    const fields = await read()
    const ids = String(fields['rows']).split(' ')
    await send({ ...fields, [`row.${ids[0]}.rank`]: '9' }).expect(303)
    const moved = await read()
    expect(String(moved['rows']).split(' ').slice(0, 3)).toEqual([ids[1], ids[2], ids[0]])

    await send({
      ...(await read(`${swot}?in=lv`)),
      [`row.${ids[0]}.text`]: 'Ozols',
      [`row.${ids[1]}.remove`]: 'yes',
    }).expect(303)
    const left = db('swotItems').whereIn('id', ids.slice(0, 3)).orderBy('rank').select('text')
    const items = await rowsIn(left, { text: multilingual })
    expect(items.map(({ text }) => text)).toMatchObject([
      { en: 'School' },
      { source: 'en', en: 'Oldest oak', lv: 'Ozols' },
    ])
  })

  test('is five of a kind at most', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const rows = Array.from({ length: 6 }, (_, at) => `new-strength-${at + 1}`).join(' ')
    const page = await ape
      .post(swot)
      .type('form')
      .send({ version: '0', rows, ...rowsOf(['a', 'b', 'c', 'd', 'e', 'The sixth']), ...votes(6) })
      .expect(422)
    expect(page.text).toContain('Five of each kind at most.')
    expect(page.text).toContain('The sixth')
    expect(await db('swots').join('assessments', 'assessments.id', 'assessmentId').where({ state: 'draft' })).toEqual(
      [],
    )
  })

  test('is not overwritten by who comes late', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const fields = fieldsOf((await ape.get(swot)).text)
    const send = (texts: string[]) =>
      ape
        .post(swot)
        .type('form')
        .send({ ...fields, ...rowsOf(texts) })
    await send(['River']).expect(303)
    const late = await send(['Old oak']).expect(409)
    expect(late.text).toContain('River')
    expect(fieldsOf(late.text)).toMatchObject({ version: '1', 'row.new-strength-1.text': 'Old oak' })
  })

  test('is public once its assessment is approved, or when staff say so', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    expect((await visitor.get('/en/parishes/gaujiena')).text).toContain('Experienced weavers and cooks')
    const ape = await signedInAs('ape')
    const send = async (changes: object) =>
      ape
        .post(swot)
        .type('form')
        .send({ ...fieldsOf((await ape.get(swot)).text), ...changes })
        .expect(303)
    await send(rowsOf(['Old oak']))
    expect((await visitor.get('/en/parishes/viresi')).text).not.toContain('Old oak')
    await send({ public: 'yes' })
    expect((await visitor.get('/en/parishes/viresi')).text).toContain('Old oak')
  })

  test('of an approved assessment is refused by the database too', async ({ db }) => {
    const approved = db('swots').join('assessments', 'assessments.id', 'assessmentId').where({ state: 'approved' })
    const id = await idOf(approved.first('swots.id'))
    await expect(db('swots').where({ id }).update({ public: true })).rejects.toMatchObject({
      constraint: 'assessment_answers_while_open',
    })
  })
})

function votes(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`row.new-strength-${at + 1}.votes`, '']))
}
