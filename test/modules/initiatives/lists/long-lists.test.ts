import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { locales, type Locale } from '#platform/i18n/locale.ts'
import { writeCursor } from '#platform/values/cursor.ts'
import { idOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'
import type { Visitor } from '../../../support/portal.ts'

const count = 300

// Many have the same title; some have none in Estonian or English and stand where their Latvian one does.
const many = `insert into initiatives (slug, parish_id, state, title, category)
  select 'long-' || i, (select id from parishes where slug = 'gaujiena'), 'idea',
    jsonb_build_object('source', 'lv', 'lv', (array['Šūpoles', 'Siena darbnīca', 'Ēdnīca', 'Žurnāls', 'zāle'])[1 + i % 5])
      || case when i % 2 = 0 then jsonb_build_object('et', (array['Õu', 'Ahi', 'šokk', 'Zoo'])[1 + i % 4]) else '{}' end,
    case when i % 3 = 0 then 'youth' end
  from generate_series(1, ${count}) as i`

const slugsIn = (html: string) =>
  [...html.matchAll(/<h3><a href="[^"]*\/initiatives\/([^"]+)"/g)].map(([, slug]) => slug)
const linkIn = (html: string, rel: 'next' | 'prev') =>
  new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&')

/** The slugs of each page from this address on, by the link that each page has. */
async function walk(reader: Visitor, from: string, rel: 'next' | 'prev') {
  const pages: (string | undefined)[][] = []
  const read = async (at: string): Promise<string> => {
    const { text } = await reader.get(at).expect(200)
    pages.push(slugsIn(text))
    if (pages.length > 100) throw new Error('the pages never end')
    const on = linkIn(text, rel)
    return on === undefined ? text : read(on)
  }
  return { last: await read(from), pages }
}

const inOrder = async (db: Db, locale: Locale) =>
  (
    await db('initiatives').orderByRaw(
      `coalesce(title ->> '${locale}', title ->> (title ->> 'source')) collate "${locale}-x-icu", slug`,
    )
  ).map(({ slug }: { slug: string }) => slug)

describe('a list of initiatives that is too long for numbers', () => {
  test.for(locales)('shows each once in the alphabet of %s, on and back', async (locale, { signedInAs, db }) => {
    await db.raw(many)
    const lead = await signedInAs('lead')
    const { pages } = await walk(lead, `/${locale}/initiatives`, 'next')
    expect(pages.flat()).toEqual(await inOrder(db, locale))

    const keys = writeCursor('\u{10ffff}', 'z')
    const back = await walk(lead, `/${locale}/initiatives?before=${keys}`, 'prev')
    expect(back.pages.toReversed().flat()).toEqual(pages.flat())
  })

  test('stands where the title that is shown belongs, not one that is still unfinished', async ({ signedInAs, db }) => {
    const parishId = await idOf(db('parishes').where({ slug: 'gaujiena' }))
    const titles = {
      'long-1': { source: 'lv', lv: 'Kopienas busiņš', et: 'Buss', drafts: ['et'] },
      'long-2': { source: 'et', et: 'Kogukonnaköök' },
    }
    for (const [slug, title] of Object.entries(titles))
      await db('initiatives').insert({ slug, parishId, state: 'idea', title })
    const { text } = await (await signedInAs('lead')).get('/et/initiatives').expect(200)
    expect(slugsIn(text)).toEqual(['long-2', 'long-1'])
  })

  test('counts what a filter leaves, and keeps it from page to page', async ({ signedInAs, db }) => {
    await db.raw(many.replaceAll('300', '900'))
    const { pages, last } = await walk(await signedInAs('ape'), '/en/initiatives?category=youth', 'next')
    expect(pages.flat()).toHaveLength(300)
    expect(new Set(pages.flat()).size).toBe(300)
    expect(last).toContain('300 initiatives')
  })

  test('leads an old address with a number to that page, and a later one to the start', async ({ signedInAs, db }) => {
    await db.raw(many)
    const lead = await signedInAs('lead')
    const { text } = await lead.get('/lv/initiatives?page=2').expect(200)
    expect(slugsIn(text)).toEqual((await inOrder(db, 'lv')).slice(24, 48))
    const away = await lead.get('/lv/initiatives?state=idea&page=12').expect(303)
    expect(away.headers['location']).toBe('/lv/initiatives?state=idea')
  })

  test('takes a cursor that nobody gave for none', async ({ signedInAs, db }) => {
    await db.raw(many)
    const lead = await signedInAs('lead')
    const first = slugsIn((await lead.get('/lv/initiatives')).text)
    for (const typed of ['x', '%00', 'W10', writeCursor('a'), writeCursor('a', 'b\0'), '[]'])
      expect(slugsIn((await lead.get(`/lv/initiatives?after=${typed}`).expect(200)).text), typed).toEqual(first)
  })

  test('is shown to a member with what is open to them, once', async ({ signedInAs, db }) => {
    await db.raw(many)
    const { pages } = await walk(await signedInAs('gaujiena'), '/lv/initiatives', 'next')
    expect(pages.flat()).toEqual(await inOrder(db, 'lv'))
    expect(slugsIn((await (await signedInAs('varska')).get('/lv/initiatives').expect(200)).text)).toEqual([])
  })
})
