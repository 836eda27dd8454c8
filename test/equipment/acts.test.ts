import { describe, expect } from 'vitest'
import { bytes, reading } from '../support/pdf.ts'
import { testOfDemo as test } from '../support/test.ts'
import { drafted, issued, received, rowOf, statesOf, step, stocked } from './acts-story.ts'

describe('an act', () => {
  test('hands over many things at once: numbered, printed, its things moved', async ({ as, db }) => {
    const ape = await as('ape')
    const items = await received(db, 2)
    const material = await stocked(db)
    const act = await drafted(ape, items, { [`row.${material}.quantity`]: '2.5' })
    expect((await ape.get(act).expect(200)).text).toContain('Issue the act')
    expect((await step(ape, act, 'issue')).status).toBe(303)
    const row = await rowOf(db, act)
    expect(row).toMatchObject({ state: 'issued', year: 2020 })
    expect(await statesOf(db, items)).toEqual(['handed_over', 'handed_over'])
    const page = await ape.get(act).expect(200)
    expect(page.text).toContain('issued, not signed')
    const { body } = await ape.get(`${act}/act.pdf`).buffer(true).parse(bytes).expect(200)
    const read = await reading(body as Buffer)
    expect(read.isTagged).toBe(true)
    expect(read.text).toContain('Ilze Paraudziņa')
    expect(issued).toBeTruthy()
  })
})
