import { describe, expect } from 'vitest'
import { fieldsOf } from '../../../support/form-fields.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import {
  handoversPath,
  draftHandover,
  helper,
  idOf,
  issueHandover,
  kitchen,
  startHandover,
  received,
  handoverRow,
  statesOf,
  step,
  stocked,
} from '../handover-setup.ts'

const stockOf = async (db: Parameters<typeof handoverRow>[0], materialId: string) =>
  (await db('materialMoves').where({ materialId }).sum<{ sum: number }[]>('quantity'))[0]?.sum

describe('a handover that was issued', () => {
  test('is made void by another person for a reason, keeps its number, and gives its things free', async ({
    signedInAs,
    db,
  }) => {
    const [ape, lead, gaujiena] = [await signedInAs('ape'), await signedInAs('lead'), await signedInAs('gaujiena')]
    const items = await received(db, 2)
    const material = await stocked(db)
    const handover = await issueHandover(ape, items, { [`row.${material}.quantity`]: '5' })
    const { number } = (await handoverRow(db, handover)) as { number: number }
    expect((await step(ape, handover, 'void', { reason: 'Mine' })).status).toBe(403)
    expect((await step(gaujiena, handover, 'void', { reason: 'Ours' })).status).toBe(403)
    const late = await lead.post(`${handover}/void`).type('form').send({ version: '9', reason: 'Wrong items' })
    expect([late.status, fieldsOf(late.text, `${handover}/void`)['reason']]).toEqual([409, 'Wrong items'])
    expect((await step(lead, handover, 'void', { reason: '' })).status).toBe(422)
    expect((await step(lead, handover, 'void', { reason: 'Wrong items' })).status).toBe(303)
    expect(await handoverRow(db, handover)).toMatchObject({ state: 'void', number, voidReason: { en: 'Wrong items' } })
    expect(await statesOf(db, items)).toEqual(['received', 'received'])
    expect(await stockOf(db, material)).toBe(20)
    const again = await issueHandover(ape, items)
    expect((await handoverRow(db, again)).number).toBe(number + 1)
    expect((await ape.get(handover)).text).toContain('Wrong items')
  })

  test('is followed by a return of some of its things, and cannot be void under it', async ({ signedInAs, db }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const items = await received(db, 2)
    const handover = await issueHandover(ape, items)
    const from = handover.split('/').at(-1)
    const page = await ape.get(`${handoversPath}/new?type=return&from=${from}`).expect(200)
    // In what condition a thing came back says whoever looked at it.
    const unseen = Object.fromEntries(items.map((id) => [`row.${id}.condition`, '']))
    expect(fieldsOf(page.text)).toMatchObject(unseen)
    const sent = await startHandover(ape, `type=return&from=${from}`, items, unseen)
    const unanswered = await ape.post(`${handoversPath}/new`).type('form').send(sent).expect(422)
    expect(unanswered.text.match(/field__problem/g)).toHaveLength(2)
    expect(fieldsOf(page.text)).toMatchObject({ items, takesName: 'Ilze Paraudziņa', givesName: 'Jānis Piemērs' })
    const back = await issueHandover(ape, items.slice(0, 1), { query: `type=return&from=${from}` })
    expect(await statesOf(db, items)).toEqual(['returned', 'handed_over'])
    expect((await ape.get(handover)).text).toContain(back)
    const refused = await step(lead, handover, 'void', { reason: 'Late' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('first make the later acts void')
    expect((await step(lead, back, 'void', { reason: 'Not back' })).status).toBe(303)
    expect(await statesOf(db, items)).toEqual(['handed_over', 'handed_over'])
    expect((await step(lead, handover, 'void', { reason: 'All wrong' })).status).toBe(303)
  })

  test('is followed by a transfer: to another initiative, which has the things then, or to another partner', async ({
    signedInAs,
    db,
  }) => {
    const [ape, lead, setomaa] = [await signedInAs('ape'), await signedInAs('lead'), await signedInAs('setomaa')]
    const items = await received(db, 2)
    const handover = await issueHandover(ape, items)
    const query = `type=transfer&from=${handover.split('/').at(-1)}`
    const to = await idOf(db, 'initiatives', { slug: helper })
    const fields = await startHandover(ape, query, items)
    await ape.post(`${handoversPath}/new`).type('form').send(fields).expect(422)
    const moved = await issueHandover(ape, items.slice(0, 1), { query, to })
    const held = await db('equipmentItems').where({ id: items[0] }).first()
    expect(held).toMatchObject({ state: 'handed_over', initiativeId: to })
    const gone = await issueHandover(ape, items.slice(1), {
      query,
      to: await idOf(db, 'territories', { slug: 'setomaa' }),
    })
    expect(await statesOf(db, items)).toEqual(['handed_over', 'transferred'])
    await setomaa.get(gone).expect(200)
    await setomaa.get(moved).expect(404)
    for (const each of [gone, moved]) expect((await step(lead, each, 'void', { reason: 'Back' })).status).toBe(303)
    const initiativeId = await idOf(db, 'initiatives', { slug: kitchen })
    expect(await db('equipmentItems').whereIn('id', items).where({ initiativeId, state: 'handed_over' })).toHaveLength(
      2,
    )
  })

  test('takes what is damaged along as it is, and lets it come back', async ({ signedInAs, db }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const items = await received(db)
    const handover = await issueHandover(ape, items)
    const reason = { source: 'en', en: 'A leg is broken' }
    await db('equipmentItems').whereIn('id', items).update({ state: 'damaged', reason })
    const from = handover.split('/').at(-1)
    const query = `type=transfer&from=${from}`
    const shown = fieldsOf((await ape.get(`${handoversPath}/new?${query}`)).text)
    expect(shown[`row.${items[0]}.condition`]).toBe('damaged')
    const to = await idOf(db, 'initiatives', { slug: helper })
    const moved = await issueHandover(ape, items, { query, to })
    const now = () => db('equipmentItems').whereIn('id', items).first('state', 'initiativeId', 'reason')
    expect(await now()).toEqual({ state: 'damaged', initiativeId: to, reason })
    expect((await step(lead, moved, 'void', { reason: 'Back' })).status).toBe(303)
    expect(await now()).toMatchObject({ state: 'damaged', reason })
    await issueHandover(ape, items, { query: `type=return&from=${from}` })
    expect(await statesOf(db, items)).toEqual(['returned'])
  })

  test('is seen by the community it is for, which says that everything has come', async ({ signedInAs, db }) => {
    const [ape, gaujiena] = [await signedInAs('ape'), await signedInAs('gaujiena')]
    const items = await received(db)
    const draft = await draftHandover(ape, items)
    await gaujiena.get(draft).expect(404)
    const handover = await issueHandover(ape, items)
    expect((await gaujiena.get(handover).expect(200)).text).toContain('Everything has been received')
    expect((await step(gaujiena, handover, 'receipt')).status).toBe(303)
    expect((await step(gaujiena, handover, 'receipt')).status).toBe(403)
    expect((await ape.get(handover)).text).toContain('Demo iedzīvotāja (Gaujiena)')
    // A mentor reads what is on it, and not who signs.
    const mentor = await (await signedInAs('mentor')).get(handover).expect(200)
    expect(mentor.text).not.toContain('Piemērs')
    await (await signedInAs('mentor')).get(`${handover}/act.pdf`).expect(404)
  })

  test('cannot be changed in the database, nor thrown away', async ({ signedInAs, db }) => {
    const handover = await issueHandover(await signedInAs('ape'), await received(db))
    const { id, territoryId } = await handoverRow(db, handover)
    const attempts = [
      (trx: typeof db) => trx('handovers').where({ id }).update({ takesName: 'Somebody else' }),
      (trx: typeof db) => trx('handovers').where({ id }).delete(),
      (trx: typeof db) => trx('handovers').where({ id }).update({ state: 'draft' }),
      (trx: typeof db) => trx('handoverLines').where({ handoverId: id }).update({ value: 1 }),
      (trx: typeof db) => trx('handoverLines').where({ handoverId: id }).delete(),
      (trx: typeof db) => trx('handovers').insert({ state: 'issued', type: 'return', territoryId }),
    ]
    for (const attempt of attempts)
      await expect(
        db.transaction(async (trx) => {
          await attempt(trx)
        }),
      ).rejects.toThrow()
  })
})
