import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { languagesOf, languagePairFor, type HandoverInput } from '#modules/equipment/handovers/handover.ts'
import { requestOverBudget, draftHandover, confirmReceipt } from '#modules/equipment/handover-drafts/commands.ts'
import { addSignedProof, confirmProof } from '#modules/equipment/handover-issue/proof-commands.ts'
import { voidHandover } from '#modules/equipment/handover-issue/void-commands.ts'
import { issueHandover } from '#modules/equipment/handover-issue/issue-commands.ts'
import { handoverDocument } from '#modules/equipment/handover-issue/document.ts'
import { changeItemFiles, createItems } from '#modules/equipment/items/commands.ts'
import { receiveFile } from '#platform/files/commands.ts'
import { readSignedContainer } from '#platform/files/signatures/signature.ts'
import type { Store } from '#platform/files/store.ts'
import { day } from '#platform/values/day.ts'
import { cents } from '#platform/values/money.ts'
import { printer } from '#platform/pdf/printer.ts'
import { idIn } from '../look-up.ts'
import type { People } from '../people/seed.ts'
import { readStory } from '../story.ts'
import { handovers, type DemoHandover, type DemoHandoverItem } from './schema.ts'
import type { Photo } from './seed.ts'
import { signedContainer } from './signed-container.ts'
import { tellFrom } from '../telling.ts'

/** What handing over needs: where files are kept, who prints, and how a sticker is photographed. */
interface Context {
  db: Db
  people: People
  photo: Photo
  store: Store
}

const printing = printer(null)

/** Tells what was handed over to whom: each by who may, on its day. */
export async function seedHandovers(context: Context): Promise<void> {
  for (const told of readStory('equipment/handovers.json', handovers)) await handOver(context, told)
}

const atNoon = (on: string) => new Date(`${on}T10:00:00Z`)

async function handOver(context: Context, told: DemoHandover) {
  const { db, people } = context
  await tellFrom(db, atNoon(told.on))
  const staff = await people(told.territory)
  const territoryId = await idIn(db, 'territories', { slug: told.territory })
  const initiativeId = await idIn(db, 'initiatives', { slug: told.initiative })
  const items = await itemsOf(context, territoryId, told)
  const made = { type: 'handover' as const, territoryId, initiativeId, toInitiativeId: null, toTerritoryId: null }
  const id = await transact(db, staff, (tx) => draftHandover(tx, made, inputOf(told), linesOf(items, 'good')))
  if (told.end === 'draft') return
  if (told.end === 'asked')
    return transact(db, staff, (tx) => requestOverBudget(tx, { id, version: 1 }, atNoon(told.on)))
  const paper = await issue(context, staff, id, told.on)
  await endOf(context, { ...told, id, paper, made, items })
}

type Made = Parameters<typeof draftHandover>[1]
type Issued = DemoHandover & { id: string; paper: Buffer; made: Made; items: readonly string[] }

async function endOf(context: Context, told: Issued) {
  const { db, people } = context
  const { id, end, paper, reason } = told
  const [staff, lead] = [await people(told.territory), await people('lead')]
  if (end === 'signed') {
    await prove(context, staff, id, containerOf(paper, told), 'akts.asice')
    const seen = { id, version: 3 }
    await transact(db, await people('gaujiena'), (tx) => confirmReceipt(tx, seen, atNoon('2020-02-11')))
  }
  if (end === 'scanned' || end === 'returned') await prove(context, staff, id, paper, 'allkirjastatud.pdf')
  if (end === 'void' && reason)
    await transact(db, lead, (tx) => voidHandover(tx, { id, version: 2 }, reason, () => atNoon('2020-02-13')))
  if (end === 'returned') {
    const back = { ...told, on: day('2020-02-26'), gives: told.takes, takes: told.gives }
    const made = { ...told.made, type: 'return' as const }
    const lines = linesOf(told.items.slice(0, 1), 'used')
    const returned = await transact(db, staff, (tx) => draftHandover(tx, made, inputOf(back), lines))
    await issue(context, staff, returned, back.on)
  }
}

async function issue({ db, store }: Context, by: { id: string }, id: string, on: string): Promise<Buffer> {
  let paper: Buffer = Buffer.alloc(0)
  const print = async (...given: Parameters<typeof handoverDocument>) =>
    (paper = (await printing.print('handover', handoverDocument(...given))).pdf)
  await transact(db, by, (tx) => issueHandover(tx, { id, version: 1 }, { now: () => atNoon(on), store, print }))
  return paper
}

const containerOf = (paper: Buffer, { gives, takes }: DemoHandover) =>
  signedContainer(
    [{ name: 'akts.pdf', content: paper }],
    [gives, takes].map(({ name }, at) => {
      const [given = '', family = ''] = name.split(' ')
      return { given, family, at: `2020-02-0${at + 7}T09:15:00Z` }
    }),
  )

async function prove({ db, people, store }: Context, by: { id: string }, id: string, content: Buffer, name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'act-local-signed-'))
  try {
    const path = join(folder, 'signed')
    await writeFile(path, content)
    const file = await receiveFile(db, store, by, { path, name })
    const reading = file.type === 'asice' ? await readSignedContainer(store, file) : null
    const kind = reading ? ('container' as const) : ('scan' as const)
    const proof = { fileId: file.id, kind, matches: true, reading }
    const sent = await transact(db, by, (tx) => addSignedProof(tx, { id }, proof, atNoon('2020-02-20')))
    if (kind === 'scan')
      await transact(db, await people('lead'), (tx) => confirmProof(tx, { id }, sent, atNoon('2020-02-20')))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const inputOf = ({ territory, basis, place, on, gives, takes }: DemoHandover): HandoverInput => ({
  basis,
  languages: languagesOf(languagePairFor(territory === 'setomaa' ? 'EE' : 'LV')),
  place,
  onDay: on,
  gives,
  takes,
})

const linesOf = (items: readonly string[], condition: 'good' | 'used') =>
  items.map((itemId) => ({ itemId, materialId: null, quantity: 1, condition, note: '' }))

async function itemsOf({ db, people, photo }: Context, territoryId: string, told: DemoHandover): Promise<string[]> {
  const staff = await people(told.territory)
  const known = await db('equipmentItems').where({ territoryId }).whereIn('number', told.numbers).pluck('id')
  if (told.things.length === 0) return known as string[]
  const sticker = await photo(staff)
  return transact(db, staff, async (tx) => {
    const ids: string[] = [...(known as string[])]
    for (const thing of told.things) {
      const entry = { territoryId, state: 'received' as const, since: day('2020-01-20') }
      for (const item of await createItems(tx, entry, thingOf(thing), thing.count)) {
        await changeItemFiles(tx, item, 'sticker', { added: [sticker], removed: [] })
        ids.push(item.id)
      }
    }
    return ids
  })
}

const thingOf = ({ name, category, gross, serial }: DemoHandoverItem) => ({
  ...{ name, category, serial, supplier: '', invoice: '', invoicedOn: null, funding: 'project' as const },
  ...{ net: gross, vat: cents(0), gross, procurement: '', warrantyTo: null },
  ...{ durableUntil: day('2026-04-30'), note: null },
})
