import { z } from 'zod'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { createItems } from '#modules/equipment/items/commands.ts'
import type { ItemInput } from '#modules/equipment/items/item.ts'
import { day } from '#platform/values/day.ts'
import { cents } from '#platform/values/money.ts'
import { keptFile } from '../../support/files.ts'
import { fieldsOf } from '../../support/form-fields.ts'
import type { Visitor } from '../../support/portal.ts'

export const handoversPath = '/en/work/equipment/acts'
export const kitchen = 'gaujienas-kopienas-virtuve'
export const helper = 'gaujienas-paligs-majas'

export const idOf = async (db: Db, table: string, where: object): Promise<string> => {
  const row: { id: string } | undefined = await db(table).where(where).first('id')
  if (!row) throw new Error(`there is no such row in ${table}`)
  return row.id
}

const facts: ItemInput = {
  name: { source: 'lv', lv: 'Ķīselis' },
  category: 'kitchen',
  supplier: '',
  invoice: '',
  invoicedOn: null,
  net: cents(10_000),
  vat: cents(2100),
  gross: cents(12_100),
  funding: 'project',
  procurement: '',
  serial: 'SN-1',
  warrantyTo: null,
  durableUntil: null,
  note: null,
}

export const priced = (gross: number) => ({ net: cents(gross), vat: cents(0), gross: cents(gross) })

/** Things that have come to a partner, each with a photo of its sticker. */
export async function received(
  db: Db,
  count = 1,
  changes: Partial<ItemInput> = {},
  territory = 'ape',
): Promise<string[]> {
  const territoryId = await idOf(db, 'territories', { slug: territory })
  const by = { id: await idOf(db, 'people', { email: `${territory}@example.org` }) }
  const sticker = await keptFile(db, 'photo')
  return transact(db, by, async (tx) => {
    const entry = { territoryId, state: 'received' as const, since: day('2020-02-20') }
    const items = await createItems(tx, entry, { ...facts, ...changes }, count)
    const rows = items.map(({ id }) => ({ itemId: id, fileId: sticker.id, kind: 'sticker' }))
    await tx.db('equipmentFiles').insert(rows)
    return items.map(({ id }) => id)
  })
}

/** A material of which so much is in stock. */
export async function stocked(db: Db, quantity = 20): Promise<string> {
  const territoryId = await idOf(db, 'territories', { slug: 'ape' })
  const name = { source: 'lv', lv: 'Lupatas', en: 'Rags' }
  const [{ id }] = (await db('materials')
    .insert({ territoryId, name, unit: 'kg', unitPrice: 150 })
    .returning('id')) as [{ id: string }]
  await db('materialMoves').insert({ materialId: id, kind: 'bought', quantity, onDay: '2020-02-20' })
  return id
}

type Fields = Record<string, string | string[]>

const parties: Fields = {
  givesName: 'Ilze Paraudziņa',
  takesName: 'Jānis Piemērs',
  takesOrganisation: 'Biedrība',
}

/** What the form of a new handover holds, with things ticked. */
export async function startHandover(
  person: Visitor,
  query: string,
  items: readonly string[],
  changes: Fields = {},
): Promise<Fields> {
  const page = await person.get(`${handoversPath}/new?${query}`).expect(200)
  const seen = Object.fromEntries(items.map((id) => [`row.${id}.condition`, 'good']))
  return { ...fieldsOf(page.text), ...seen, items: [...items], ...parties, ...changes }
}

/** A draft for an initiative, as its address. */
export async function draftHandover(
  person: Visitor,
  items: readonly string[],
  {
    initiative = kitchen,
    query = `initiative=${initiative}`,
    ...changes
  }: Fields & { initiative?: string; query?: string } = {},
): Promise<string> {
  const fields = await startHandover(person, query, items, changes)
  const made = await person.post(`${handoversPath}/new`).type('form').send(fields).expect(303)
  return made.headers['location'] as string
}

/** Takes a step of a handover at the version that its page shows. */
export async function step(person: Visitor, handover: string, name: string, fields: Fields = {}) {
  const { text } = await person.get(handover)
  const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '0'
  return person
    .post(`${handover}/${name}`)
    .type('form')
    .send({ version, ...fields })
}

export async function issueHandover(
  person: Visitor,
  items: readonly string[],
  changes: Parameters<typeof draftHandover>[2] = {},
) {
  const handover = await draftHandover(person, items, changes)
  const answer = await step(person, handover, 'issue')
  if (answer.status !== 303) throw new Error(`the handover was not issued: ${answer.text}`)
  return handover
}

/** Says something of the file that was sent last for a handover. */
export async function reviewProof(
  person: Visitor,
  handover: string,
  verdict: 'confirm' | 'withdraw',
  fields: Fields = {},
) {
  const [, proof = 'nothing'] = /proofs\/([0-9a-f-]{36})"/.exec((await person.get(handover)).text) ?? []
  return person.post(`${handover}/proofs/${proof}/${verdict}`).type('form').send(fields)
}

const columns = z.looseObject({
  id: z.string(),
  state: z.string(),
  number: z.number().nullable(),
  place: z.string(),
  pdfSha256: z.string().nullable(),
  snapshot: z.looseObject({ override: z.unknown(), room: z.unknown(), terms: z.unknown() }).nullable(),
})

/** The row of the handover at this address. */
export const handoverRow = async (db: Db, handover: string) =>
  columns.parse(
    await db('handovers')
      .where({ id: handover.split('/').at(-1) })
      .first(),
  )

export const statesOf = async (db: Db, items: readonly string[]): Promise<string[]> =>
  (
    await db('equipmentItems')
      .whereIn('id', [...items])
      .orderBy('number')
      .select('state')
  ).map(({ state }) => state as string)
