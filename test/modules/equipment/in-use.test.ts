import { describe, expect } from 'vitest'
import { testOfDemo as test } from '../../support/test.ts'

describe('what an initiative works with, as everybody reads it', () => {
  test('is no thing whose handover waits for its signatures', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    for (const page of ['/en/initiatives/gaujienas-paligs-majas', '/en/parishes/gaujiena'])
      expect((await visitor.get(page).expect(200)).text, page).not.toContain('Bicycle with a basket')
  })

  test('is not said on the label of a thing either, before it is signed for and the initiative has begun', async ({
    signedInAs,
    db,
  }) => {
    const visitor = await signedInAs(null)
    const bicycles = db('equipmentItems').whereRaw(`name ->> 'lv' = 'Velosipēds ar grozu'`)
    const { number } = await bicycles.first<{ number: number }>('number')
    const label = `/en/equipment/ape-${String(number).padStart(4, '0')}`
    expect((await visitor.get(label).expect(200)).text).not.toContain('Used by')
    await db('handovers').where({ state: 'issued' }).update({ state: 'signed', signedAt: new Date() })
    expect((await visitor.get(label).expect(200)).text).not.toContain('Used by')
    const { id } = await db('people').where({ email: 'lead@example.org' }).first('id')
    await db('launches').whereNull('confirmedAt').update({ confirmedBy: id, confirmedAt: new Date() })
    await db('initiatives').where({ slug: 'gaujienas-paligs-majas' }).update({ state: 'launched' })
    expect((await visitor.get(label).expect(200)).text).toContain('Used by')
  })

  test('is no thing of an initiative that has not begun', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    await db('handovers').where({ state: 'issued' }).update({ state: 'signed', signedAt: new Date() })
    const waiting = await visitor.get('/en/initiatives/gaujienas-paligs-majas').expect(200)
    expect(waiting.text).not.toContain('Bicycle with a basket')

    const { id } = await db('people').where({ email: 'lead@example.org' }).first('id')
    await db('launches').whereNull('confirmedAt').update({ confirmedBy: id, confirmedAt: new Date() })
    await db('initiatives').where({ slug: 'gaujienas-paligs-majas' }).update({ state: 'launched' })
    for (const page of ['/en/initiatives/gaujienas-paligs-majas', '/en/parishes/gaujiena'])
      expect((await visitor.get(page).expect(200)).text, page).toContain('Bicycle with a basket')
  })
})
