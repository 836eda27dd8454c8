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
    const config = readConfig({ NODE_ENV: 'test', DEMO: 'no', LOG_LEVEL: 'silent' })
    const person = await visitor(await appOn(db, { config }), db, member && `${member}@example.org`)
    const pages = await crawl(person, await routesOf(db), 'en', 40)
    const all = pages.map(({ html }) => html).join('\n')

    const wrong = Object.entries(readers).flatMap(([kind, mayRead]) =>
      parishes
        .filter((parish) => !(member && mayRead(member, parish)) && all.includes(marker(kind, parish)))
        .map((parish) => marker(kind, parish)),
    )
    expect(wrong).toEqual([])

    const addresses = new Set([...all.matchAll(/[\w.]+@example\.org/g)].map(([address]) => address))
    const known = member === 'admin' || member === 'lead' ? cast.map((each) => `${each}@example.org`) : []
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
