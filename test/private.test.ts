import { describe, expect, vi } from 'vitest'
import { readConfig } from '#config.ts'
import type { Db } from '#db/db.ts'
import { crawl } from './support/crawl.ts'
import { appOn, visitor } from './support/portal.ts'
import { routesOf } from './support/routes.ts'
import { cast, testOfDemo as test, type Member } from './support/test.ts'

vi.setConfig({ testTimeout: 120_000 })

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
      .whereRaw('not month_is_closed(mentor_id, held_on)')
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

describe('on all the pages they are led to', () => {
  test.for([null, ...cast])('%s finds no text that is not for them, and nobody’s e-mail', async (member, { db }) => {
    const parishes = await plant(db)
    const days = await plantParticipants(db)
    const config = readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent' })
    const person = await visitor(await appOn(db, { config }), db, member && `${member}@example.org`)
    const pages = await crawl(person, await routesOf(db), 'en', 40)
    const all = pages.map(({ html }) => html).join('\n')

    const wrong = Object.entries(readers).flatMap(([kind, mayRead]) =>
      parishes
        .filter((parish) => !(member && mayRead(member, parish)) && all.includes(marker(kind, parish)))
        .map((parish) => marker(kind, parish)),
    )
    const participants = days.filter(
      ({ slug, territories }) => !(member && ofTraining[member]?.(territories)) && all.includes(registered(slug)),
    )
    expect([...wrong, ...participants]).toEqual([])
    if (!member || !ofTraining[member]) expect(all).not.toContain('@example.com')

    const addresses = new Set([...all.matchAll(/[\w.]+@example\.org/g)].map(([address]) => address))
    const accounts: string[] = await db('people').pluck('email')
    const known = member === 'admin' || member === 'lead' ? accounts : []
    const own = member ? [`${member}@example.org`] : []
    expect([...addresses].filter((each) => ![...own, ...known, 'info@example.org'].includes(each))).toEqual([])
  })

  test('those whom the texts are for do find them', async ({ db }) => {
    const parishes = await plant(db)
    const routes = await routesOf(db)
    const found: Record<string, string[]> = {}
    for (const member of ['ape', 'mentor', 'lead', 'gaujiena'] as const) {
      const pages = await crawl(await visitor(await appOn(db), db, `${member}@example.org`), routes, 'en', 40)
      const all = pages.map(({ html }) => html).join('\n')
      found[member] = parishes.flatMap((parish) =>
        Object.keys(readers)
          .map((kind) => marker(kind, parish))
          .filter((each) => all.includes(each)),
      )
    }
    expect(found['ape']).toEqual(
      expect.arrayContaining(['only-note-gaujiena-readers', 'only-decision-trapene-readers']),
    )
    expect(found['mentor']).toEqual(expect.arrayContaining(['only-note-gaujiena-readers', 'only-note-varska-readers']))
    expect(found['lead']).toContain('only-draft-smarde-readers')
    expect(found['gaujiena']).toEqual(['only-draft-gaujiena-readers'])
  })
})
