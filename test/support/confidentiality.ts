import { describe, expect } from 'vitest'
import { readConfig } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import { crawl, isDocument, type Reading } from './crawl.ts'
import { appOn, visitorWith } from './portal.ts'
import { routesOf } from './routes.ts'
import { testOfDemo as test, type Member } from './test.ts'

const staff: Partial<Record<Member, string>> = {
  ape: 'ape',
  engure: 'engure',
  setomaa: 'setomaa',
  alutaguse: 'alutaguse',
}
const mentored = ['gaujiena', 'varska']

interface Parish {
  id: string
  slug: string
  territory: string
}

/** Who may find each kind of text of a parish on some page. */
const readers: Record<string, (member: Member, parish: Parish) => boolean> = {
  note: (member, { slug, territory }) =>
    staff[member] === territory || (member === 'mentor' && mentored.includes(slug)),
  draft: (member, { slug, territory }) =>
    staff[member] === territory ||
    ['lead', 'auditor', slug].includes(member) ||
    (member === 'mentor' && mentored.includes(slug)),
  decision: (member, { slug, territory }) =>
    staff[member] === territory ||
    ['lead', 'auditor'].includes(member) ||
    (member === 'mentor' && mentored.includes(slug)),
}

// Who registered for training: for those in charge of its day, which may serve several territories. The administrator
// reads the outbox, where letters with their links stay while there is no mail server.
const ofTraining: Partial<Record<Member, (territories: readonly string[]) => boolean>> = {
  admin: () => true,
  lead: () => true,
  auditor: () => true,
  ...Object.fromEntries(
    Object.entries(staff).map(([member, own]) => [member, (territories: string[]) => territories.includes(own)]),
  ),
}

const registered = (slug: string) => `only-registered-for-${slug}`

/** Puts a text that is nowhere else into what each person who registered told of themselves; the days with whose they are. */
async function plantParticipants(db: Db): Promise<{ slug: string; territories: string[] }[]> {
  const days: { id: string; slug: string; territories: string[] }[] = await db('trainingDays')
    .whereIn('id', db('registrations').select('dayId'))
    .select('id', 'slug')
    .select(
      db.raw(`array(select slug from territories where id = organiser_id or id in (select territory_id from parishes
        join training_day_parishes on parish_id = parishes.id where day_id = training_days.id)) as territories`),
    )
  for (const { id: dayId, slug } of days) {
    await db('registrations')
      .where({ dayId })
      .update({ needs: registered(slug) })
    const people = db('registrations').where({ dayId }).select('participantId')
    await db('participants')
      .whereIn('id', people)
      .update({ name: db.raw(`? || name`, [`${registered(slug)} `]) })
  }
  return days
}

const marker = (kind: string, { slug }: Parish) => `only-${kind}-${slug}-readers`
// One look at megabytes of pages, instead of one for each kind of each parish.
const markers = new RegExp(`only-(?:${Object.keys(readers).join('|')})-[\\w-]+?-readers`, 'g')
const text = (words: string) => JSON.stringify({ source: 'en', en: words })

/** Puts a text that is nowhere else into each private note, each working copy and each decision. */
async function plant(db: Db): Promise<Parish[]> {
  const parishes = await db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .select<Parish[]>('parishes.id', 'parishes.slug', 'territories.slug as territory')
  for (const parish of parishes) {
    const here = { parishId: parish.id }
    await db('adviceSessions')
      .where(here)
      // What is signed stays as it was.
      .whereRaw('not timesheet_is_closed(mentor_id, held_on)')
      .update({ privateNote: marker('note', parish) })
    await db('initiatives')
      .where(here)
      .update({ risks: text(marker('draft', parish)) })
    await db('plans')
      .where(here)
      .whereNotNull('decisionNote')
      .update({ decisionNote: text(marker('decision', parish)) })
  }
  return parishes
}

/** Pages of each kind that are read. With one for each of the 17 parishes the lead partner misses a parish’s only draft. */
const each = 40

// What is read of those the texts are for, so that nobody finds nothing because nothing is shown.
const found: Partial<Record<Member, unknown>> = {
  ape: expect.arrayContaining(['only-note-gaujiena-readers', 'only-decision-trapene-readers']),
  mentor: expect.arrayContaining(['only-note-gaujiena-readers', 'only-note-varska-readers']),
  lead: expect.arrayContaining(['only-draft-smarde-readers']),
  gaujiena: ['only-draft-gaujiena-readers'],
}

// Who may have a document is in the table of roles; making each for everybody would take longer than all pages.
const unread = { status: 200, type: 'application/pdf', text: '' }

/** Tests that each of these people, and a visitor, finds on all the pages they are led to only what is for them. */
export function findOnlyTheirs(...people: (Member | 'visitor')[]): void {
  describe('on all the pages they are led to', () => {
    test.for(people)(
      '%s finds no text that is not for them, nobody’s e-mail, and no way to a page that is not theirs',
      async (name, { db, cookieOf }) => {
        const member = name === 'visitor' ? null : name
        const parishes = await plant(db)
        const days = await plantParticipants(db)
        const config = readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent' })
        const person = visitorWith(await appOn(db, { config }), member && (await cookieOf(member)))
        const get = (address: string): PromiseLike<Reading> =>
          isDocument(address) ? Promise.resolve(unread) : person.get(address)
        const pages = await crawl({ get }, await routesOf(db), 'en', each)
        const all = pages.map(({ html }) => html).join('\n')
        // Nobody is led to a page that is not for them.
        expect(pages.filter(({ status }) => status !== 200).map(({ address }) => address)).toEqual([])

        const shown = new Set(all.match(markers))
        const read = parishes.flatMap((parish) =>
          Object.keys(readers)
            .filter((kind) => shown.has(marker(kind, parish)))
            .map((kind) => ({ kind, parish, text: marker(kind, parish) })),
        )
        const wrong = read.filter(({ kind, parish }) => !(member && readers[kind]?.(member, parish)))
        const participants = days.filter(
          ({ slug, territories }) => !(member && ofTraining[member]?.(territories)) && all.includes(registered(slug)),
        )
        expect([...wrong, ...participants]).toEqual([])
        if (member && found[member]) expect(read.map(({ text }) => text)).toEqual(found[member])
        if (!member || !ofTraining[member]) expect(all).not.toContain('@example.com')

        const addresses = new Set(
          [...all.matchAll(/(?<=([\w.]+))@example\.org/g)].map(([end, name]) => `${name}${end}`),
        )
        const accounts: string[] = await db('people').pluck('email')
        const known = member === 'admin' || member === 'lead' ? accounts : []
        const own = member ? [`${member}@example.org`] : []
        expect([...addresses].filter((address) => ![...own, ...known, 'info@example.org'].includes(address))).toEqual(
          [],
        )
      },
    )
  })
}
