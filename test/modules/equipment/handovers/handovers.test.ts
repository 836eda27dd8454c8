import { describe, expect } from 'vitest'
import { z } from 'zod'
import { labelOf } from '#modules/equipment/items/item.ts'
import { mayOfHandover } from '#modules/equipment/handovers/policy.ts'
import { findHandover, findHandoverUnchecked } from '#modules/equipment/handovers/queries.ts'
import { listHandovers, listWaitingHandovers } from '#modules/equipment/handovers/list-queries.ts'
import type { HandoverView } from '#modules/equipment/handovers/handover-view.ts'
import { fieldsOf } from '../../../support/form-fields.ts'
import { viewerOf } from '../../../support/people.ts'
import { queriesOf } from '../../../support/queries.ts'
import { demoMembers, testOfDemo as test } from '../../../support/test.ts'
import {
  handoversPath,
  draftHandover,
  helper,
  idOf,
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

describe('handovers', () => {
  test('are listed to whoever may see them, in every state', async ({ signedInAs, db }) => {
    const [ape, lead] = [await signedInAs('ape'), await signedInAs('lead')]
    const addresses = [await draftHandover(ape, await received(db)), await issueHandover(ape, await received(db))]
    const gone = await issueHandover(ape, await received(db))
    await step(lead, gone, 'void', { reason: 'Wrong' })
    const to = await idOf(db, 'territories', { slug: 'setomaa' })
    const query = `type=transfer&from=${addresses[1]?.split('/').at(-1)}`
    const page = fieldsOf((await ape.get(`${handoversPath}/new?${query}`)).text)
    addresses.push(gone, await issueHandover(ape, [page['items']].flat() as string[], { query, to }))
    for (const id of addresses.map((each) => each.split('/').at(-1) ?? '')) {
      const handover = (await findHandoverUnchecked(db, id)) as HandoverView
      for (const member of [...demoMembers, null]) {
        const viewer = member && (await viewerOf(db, member))
        const listed = viewer
          ? (await listHandovers(db, viewer, { state: null, type: null, territory: null })).rows.some(
              (each) => each.id === id,
            )
          : false
        expect((await findHandover(db, viewer, id)) !== undefined, `${member} ${handover.state}`).toBe(
          mayOfHandover.view(viewer, handover),
        )
        if (viewer) expect(listed, `${member} ${handover.state}`).toBe(mayOfHandover.view(viewer, handover))
      }
    }
  })

  test('take as few queries for many things as for one', async ({ signedInAs, db }) => {
    const ape = await signedInAs('ape')
    const handover = await issueHandover(ape, await received(db, 20, priced(0)))
    expect(await queriesOf(db, () => ape.get(handoversPath).expect(200))).toBeLessThanOrEqual(3)
    expect(await queriesOf(db, () => ape.get(handover).expect(200))).toBeLessThanOrEqual(4)
    expect(
      await queriesOf(db, () => ape.get(`${handoversPath}/new?initiative=${kitchen}`).expect(200)),
    ).toBeLessThanOrEqual(4)
  })
})
