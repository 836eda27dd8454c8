import { describe, expect } from 'vitest'
import { z } from 'zod'
import { labelOf } from '#modules/equipment/items/item.ts'
import { listWaitingHandovers } from '#modules/equipment/handovers/list-queries.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { testOfDemo as test } from '../../../support/test.ts'
import {
  handoversPath,
  draftHandover,
  helper,
  issueHandover,
  kitchen,
  startHandover,
  priced,
  received,
  handoverRow,
  statesOf,
  step,
  stocked,
} from '../handover-setup.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import { rowOf } from '../../../support/rows.ts'

const stockOf = async (db: Parameters<typeof handoverRow>[0], materialId: string) =>
  (await db('materialMoves').where({ materialId }).sum<{ sum: number }[]>('quantity'))[0]?.sum

describe('a handover', () => {
  test('hands over many things and some of a material at once, and tells the community', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const items = await received(db, 2)
    const material = await stocked(db)
    const handover = await draftHandover(ape, items, { [`row.${material}.quantity`]: '2.5' })
    // Two things of 121 euros, and 2.5 kg at 1.50.
    const drafted = (await ape.get(handover)).text
    expect(drafted).toMatch(/Total of the act: <span class="num">€245.75</)
    expect(drafted).toMatch(/count against it<\/dt><dd>€242.00<.*materials and other items are not/)
    expect((await handoverRow(db, handover)).number).toBeNull()
    expect((await step(ape, handover, 'issue')).status).toBe(303)
    // Sent twice, it is issued once.
    expect((await step(ape, handover, 'issue')).status).toBe(303)
    const row = await handoverRow(db, handover)
    expect(row).toMatchObject({ state: 'issued', year: 2020 })
    expect(await statesOf(db, items)).toEqual(['handed_over', 'handed_over'])
    expect(await stockOf(db, material)).toBe(17.5)
    const page = await ape.get(handover).expect(200)
    expect(page.text).toContain('issued, not signed')
    expect(page.text).toContain(row.pdfSha256)
    const paper = await ape.get(`${handover}/act.pdf`).buffer(true).parse(bytes).expect(200)
    expect((await reading(paper.body as Buffer)).text).toMatch(/Kopā aktā[^€]*245,75 €/)
    const letter = await rowOf(db('mailMessages').where({ once: `handover issued ${row.id}` }), {
      recipient: z.string(),
      locale: z.string(),
      parts: z.unknown(),
    })
    expect(letter).toMatchObject({ recipient: 'gaujiena@example.org', locale: 'lv' })
    expect(JSON.stringify(letter.parts)).toContain(`/lv${handoversPath.slice(3)}/${row.id}`)
  })

  test('gives back all that was typed where something is wrong, and drafts a form sent twice once', async ({
    signedInAs,
    db,
  }) => {
    const ape = await signedInAs('ape')
    const [item = ''] = await received(db)
    const material = await stocked(db, 3)
    const typed = `Anna O'Neil <b> Жуков`
    const fields = await startHandover(ape, `initiative=${kitchen}`, [], {
      [`row.${item}.condition`]: 'new',
      takesName: typed,
    })
    const send = (changes: object) =>
      ape
        .post(`${handoversPath}/new`)
        .type('form')
        .send({ ...fields, ...changes })
    for (const [changes, problem] of [
      [{}, 'Tick at least one item'],
      [{ items: item, onDay: '31.2.2020' }, 'Enter the date as'],
      [{ [`row.${material}.quantity`]: '4' }, 'There is not that much in stock.'],
      [{ [`row.${material}.quantity`]: '0' }, 'Enter a number above zero.'],
      [{ items: item, givesName: '010199-12345' }, 'Do not enter personal identity codes.'],
      [{ items: item, givesName: '-.-' }, 'Enter the name in letters.'],
    ] as const) {
      const page = await send(changes).expect(422)
      expect(page.text).toContain(problem)
      expect(page.text).toContain('Anna O&#39;Neil &lt;b&gt; Жуков')
    }
    const both = await Promise.all([send({ items: item }).expect(303), send({ items: item }).expect(303)])
    expect(both[0].headers['location']).toBe(both[1].headers['location'])
    // A thing of another partner is not there to be chosen.
    const [foreign = ''] = await received(db, 1, {}, 'setomaa')
    await send({ items: foreign, key: '' }).expect(422)
  })

  test('shows both texts to who saves over somebody else', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await draftHandover(ape, await received(db))
    const fields = fieldsOf((await ape.get(`${handover}/edit`).expect(200)).text)
    const save = (place: string) =>
      ape
        .post(`${handover}/edit`)
        .type('form')
        .send({ ...fields, place })
    await save('School').expect(303)
    const late = await save('Library').expect(409)
    expect(late.text).toContain('School')
    expect(fieldsOf(late.text)).toMatchObject({ place: 'Library', version: '2' })
    expect((await handoverRow(db, handover)).place).toBe('School')
  })

  test('says why it cannot be issued, and looks again when the button is pressed', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const items = await received(db, 3)
    const handover = await draftHandover(ape, items)
    await db('equipmentFiles').where({ itemId: items[0] }).delete()
    await db('equipmentItems').where({ id: items[1] }).update({ net: null, vat: null, gross: null })
    await db('initiatives')
      .where({ slug: kitchen })
      .update({ state: 'paused', pauseReason: { source: 'en', en: 'No cook' } })
    await issueHandover(ape, [items[2] ?? ''], { initiative: helper })
    const refused = await step(ape, handover, 'issue')
    expect(refused.status).toBe(422)
    // Three things of one name are told apart by their numbers, and lead to where each is mended.
    const numbers = await db('equipmentItems').whereIn('id', items).orderBy('number').pluck<number[]>('number')
    const reasons = [
      'No photo of the sticker with the emblem',
      'No price entered',
      'Handed over on another act meanwhile',
    ]
    for (const [at, reason] of reasons.entries()) {
      const label = labelOf({ territory: 'ape', number: numbers[at] ?? 0 })
      const [line = ''] = new RegExp(`${reason}.*`).exec(refused.text) ?? []
      expect(line.match(/href="[^"]+/g), reason).toEqual([`href="/en/work/equipment/items/${label}`])
      expect(line).toContain(`${label.toUpperCase()} `)
    }
    expect(refused.text).toContain('The initiative is not ready, launched or operating.')
    expect((await handoverRow(db, handover)).state).toBe('draft')
  })

  test('goes over the plan only where the lead partner allows it, and says so on its face', async ({
    signedInAs,
    db,
  }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const [item = ''] = await received(db, 1, priced(400_000))
    const handover = await draftHandover(ape, [item])
    expect((await step(ape, handover, 'issue')).text).toContain('more than the approved plan lets the project pay')
    // Not asked, the lead partner grants nothing; partner staff never do.
    expect((await step(lead, handover, 'override', { reason: 'Needed' })).status).toBe(403)
    expect((await step(ape, handover, 'override-request')).status).toBe(303)
    expect(await listWaitingHandovers(db, await viewerOf(db, 'lead'))).toContainEqual(
      expect.objectContaining({ overrideBy: null }),
    )
    expect((await step(ape, handover, 'override', { reason: 'Needed' })).status).toBe(403)
    expect((await step(lead, handover, 'override', { reason: '' })).status).toBe(422)
    expect((await step(lead, handover, 'override', { reason: 'The stove cost more' })).status).toBe(303)
    expect((await step(ape, handover, 'issue')).status).toBe(303)
    const { snapshot } = await handoverRow(db, handover)
    expect(snapshot?.override).toMatchObject({
      by: 'Demo koordinaator (juhtpartner)',
      reason: { en: 'The stove cost more' },
    })
    expect(snapshot?.room).toEqual({ planned: 330_600, held: 131_900, added: 400_000 })
    expect((await ape.get(handover)).text).toContain('The stove cost more')
    const paper = await ape.get(`${handover}/act.pdf`).buffer(true).parse(bytes).expect(200)
    expect((await reading(paper.body as Buffer)).text).toContain('materiālus un pārējo aprīkojumu neieskaita')
    // What was allowed was allowed for that handover: the next one is over the plan again.
    const next = await draftHandover(ape, await received(db))
    expect((await step(ape, next, 'issue')).status).toBe(422)
  })

  test('loses what the lead partner allowed when its lines change', async ({ signedInAs, db }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const items = await received(db, 2, priced(400_000))
    const handover = await draftHandover(ape, items.slice(0, 1))
    await step(ape, handover, 'override-request')
    await step(lead, handover, 'override', { reason: 'Needed' })
    const fields = fieldsOf((await ape.get(`${handover}/edit`)).text)
    await ape
      .post(`${handover}/edit`)
      .type('form')
      .send({ ...fields, [`row.${items[1]}.condition`]: 'used', items })
      .expect(303)
    expect((await step(ape, handover, 'issue')).status).toBe(422)
  })

  test('keeps the terms it was issued with, whatever is written after', async ({ signedInAs, db }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const first = await issueHandover(ape, await received(db))
    const terms = '/en/work/equipment/terms'
    const form = fieldsOf((await lead.get(`${terms}/loan`).expect(200)).text)
    const changed = { ...form, lv: 'Jaunie noteikumi', et: 'Uued tingimused', en: 'The new terms' }
    await lead
      .post(`${terms}/loan`)
      .type('form')
      .send({ ...changed, et: '' })
      .expect(422)
    await Promise.all([1, 2].map(() => lead.post(`${terms}/loan`).type('form').send(changed).expect(303)))
    await ape.get(`${terms}/loan`).expect(403)
    const second = await issueHandover(ape, await received(db))
    expect((await handoverRow(db, first)).snapshot?.terms).toMatchObject({ kind: 'loan', number: 1 })
    expect((await handoverRow(db, second)).snapshot?.terms).toMatchObject({ number: 2, text: { en: 'The new terms' } })
    expect((await ape.get(first)).text).not.toContain('The new terms')
    expect((await ape.get(terms)).text).toContain('The new terms')
    await expect(db('handoverConditions').where({ number: 1 }).delete()).rejects.toThrow()
  })
})
