import { describe, expect } from 'vitest'
import { transact, system } from '#platform/db/transact.ts'
import { createMaterial, moveMaterial } from '#modules/equipment/materials/commands.ts'
import type { MaterialInput } from '#modules/equipment/materials/material.ts'
import { day } from '#platform/values/day.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { test } from '../../../support/test.ts'
import { idOf } from '../../../support/rows.ts'

const list = '/en/work/equipment/materials'
const paint = {
  territory: 'ape',
  in: 'en',
  name: 'Paint',
  unit: 'l',
  unitPrice: '4.25',
  supplier: '',
  invoice: '',
  invoicedOn: '',
  funding: 'project',
}

describe('a material', () => {
  test('is counted as it comes and goes, and never below nothing', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const made = await ape.post(`${list}/new`).type('form').send(paint).expect(303)
    const place = made.headers['location'] as string
    expect(place).toBe(`${list}/ape-m0001`)
    const { id: parishId } = await db('parishes').where({ slug: 'gaujiena' }).first('id')
    const initiative = { parishId, slug: 'painters', state: 'approved', title: { source: 'en', en: 'Painters' } }
    await db('initiatives').insert(initiative)
    const key = () => ape.get(place).then(({ text }) => fieldsOf(text, `${place}/moves`)['key'])
    const move = async (typed: object) =>
      ape
        .post(`${place}/moves`)
        .type('form')
        .send({ key: await key(), onDay: '2.3.2020', initiative: '', note: '', ...typed })
    expect((await move({ happening: 'bought', quantity: '20' })).status).toBe(303)
    expect((await move({ happening: 'given', quantity: '12,5' })).status).toBe(422)
    expect((await move({ happening: 'given', quantity: '12,5', initiative: 'painters' })).status).toBe(303)
    expect((await move({ happening: 'less', quantity: '1' })).status).toBe(422)
    expect((await move({ happening: 'less', quantity: '1', note: 'Dried out' })).status).toBe(303)
    expect((await move({ happening: 'bought', quantity: '0' })).status).toBe(422)
    expect((await move({ happening: 'bought', quantity: '1', onDay: '3.3.2020' })).status).toBe(422)
    const late = await move({ happening: 'given', quantity: '7', initiative: 'painters', note: 'Kept' })
    expect(late.status).toBe(422)
    expect(late.text).toContain('There is not that much left.')
    expect(late.text).toContain('Kept')
    const shown = await ape.get(list).expect(200)
    expect(shown.text).toContain('6.5 l')
    // 6.5 l at 4.25 € each.
    expect(shown.text).toContain('€27.63')
  })

  test('gives the last of it to one of twenty who ask at once', async ({ committedDb }) => {
    const territoryId = await idOf(committedDb('territories').where({ slug: 'ape' }))
    const facts = { name: { source: 'en', en: 'Yarn' }, unit: 'kg', funding: 'project' } as MaterialInput
    const material = await transact(committedDb, system, (tx) => createMaterial(tx, territoryId, facts))
    const take = (quantity: number) => () => {
      const note = 'Counted'
      return transact(committedDb, system, (tx) =>
        moveMaterial(tx, material, { kind: 'corrected', quantity, onDay: day('2020-03-02'), note }),
      )
    }
    await take(5)()
    const taken = await Promise.allSettled(Array.from({ length: 20 }, () => take(-2)()))
    const refused = taken.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    expect(refused).toHaveLength(18)
    for (const { reason } of refused) expect(reason).toMatchObject({ constraint: 'materials_stock' })
    const [row] = await committedDb('materialMoves').where({ materialId: material.id }).sum('quantity')
    expect(Number(row?.['sum'])).toBe(1)
  })

  test('is nobody’s business but the partner’s and of those who read everything', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    await ape.post(`${list}/new`).type('form').send(paint).expect(303)
    const expected = {
      ape: 200,
      lead: 200,
      auditor: 200,
      setomaa: 404,
      mentor: 404,
      gaujiena: 404,
      admin: 404,
    } as const
    for (const [member, status] of Object.entries(expected) as [keyof typeof expected, number][])
      await (await signedInAs(member)).get(`${list}/ape-m0001`).expect(status)
    expect((await (await signedInAs('setomaa')).get(list).expect(200)).text).not.toContain('APE-M0001')
  })
})
