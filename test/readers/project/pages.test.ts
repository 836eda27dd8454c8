import lv from '#locales/lv/readers/project/pages.json' with { type: 'json' }
import et from '#locales/et/readers/project/pages.json' with { type: 'json' }
import en from '#locales/en/readers/project/pages.json' with { type: 'json' }
import privacy from '#locales/en/modules/privacy/privacy.json' with { type: 'json' }
import { describe, expect } from 'vitest'
import { modules } from '#modules.ts'
import { activitiesOf, registerOf } from '#modules/privacy/register/register.ts'
import { locales } from '#platform/i18n/locale.ts'
import { projectSections } from '#readers/project/project.ts'
import { queriesOf } from '../../support/queries.ts'
import { idOf } from '../../support/rows.ts'
import { test, testOfDemo } from '../../support/test.ts'

const paths = [
  '',
  '/about',
  '/privacy',
  '/accessibility',
  '/parishes',
  '/parishes/gaujiena',
  '/parishes/setomaa5',
  '/sign-in',
]
const everyPage = paths.flatMap((path) => locales.map((locale) => ({ path, locale })))
const bare = (html: string) => html.replaceAll('\u00a0', ' ')

describe('a visitor', () => {
  for (const { path, locale } of everyPage) {
    test(`reads /${locale}${path} in its own language, with its siblings named`, async ({ signedInAs }) => {
      const { text } = await (await signedInAs(null)).get(`/${locale}${path}`).expect(200)
      expect(text).toContain(`<html lang="${locale}">`)
      for (const sibling of locales)
        expect(text).toMatch(new RegExp(`hreflang="${sibling}" href="[^"]*/${sibling}${path}"`))
      expect(text.match(/<h1/g)).toHaveLength(1)
      expect(/<title>([^<]+) — Act Local<\/title>/.exec(text)?.[1]?.length).toBeGreaterThan(3)
      expect(text, 'a year that is ahead of the portal’s clock').not.toMatch(/\b20(?:2[2-9]|3\d)\b/)
      expect(text, 'a word without a translation').not.toMatch(/>\s*(?!www)[a-z_]+(\.[a-z_0-9]+)+\s*</)
    })
  }

  test('reads the budget and the ERDF share to the cent in every language', async ({ signedInAs }) => {
    const browser = await signedInAs(null)
    for (const path of ['', '/about']) {
      for (const locale of ['lv', 'et'] as const) {
        const page = bare((await browser.get(`/${locale}${path}`).expect(200)).text)
        expect(page).toContain('264 787,03 €')
        expect(page).toContain('209 181,74 €')
      }
      const page = (await browser.get(`/en${path}`).expect(200)).text
      expect(page).toContain('€264,787.03')
      expect(page).toContain('€209,181.74')
    }
  })

  test('reads what is kept about people from the register, purpose by purpose', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get('/en/privacy').expect(200)
    for (const cookie of ['session', 'device', 'asked', 'notice']) expect(text).toContain(`“${cookie}”`)
    const titles = [...text.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, title = '']) => title.replaceAll('&#39;', '’'))
    const purposes = activitiesOf(registerOf(modules)).map(({ purpose }) => privacy.purposes[purpose].title)
    expect(titles).toEqual(purposes)
    expect(text).toContain('browser keeps the form for it')
  })

  test('is told calmly that nothing has been approved yet', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get('/en').expect(200)
    expect(text).toContain('No plan has been approved yet.')
  })

  test('costs the database the same few queries whatever there is to show', async ({ signedInAs, db }) => {
    const browser = await signedInAs(null)
    const asked = async (path: string) => queriesOf(db, () => browser.get(path).expect(200))
    expect(await asked('/lv')).toBe(4)
    expect(await asked('/lv/parishes')).toBe(1)
    // The parish, its plan and initiatives, its potential, and in one what it has and needs.
    expect(await asked('/lv/parishes/gaujiena')).toBe(5)
    expect(await asked('/lv/about')).toBe(2)
  })
})

const wordsOfPages = { lv, et, en }

test('the pages about the portal show every section that has words', () => {
  for (const [name, keys] of Object.entries(projectSections)) {
    for (const locale of locales) {
      const written = wordsOfPages[locale][name as keyof typeof projectSections].sections
      expect(Object.keys(written), `${name}, ${locale}`).toEqual(keys)
    }
  }
})

describe('a machine', () => {
  test('learns what to crawl and whom to tell of a hole', async ({ signedInAs }) => {
    const browser = await signedInAs(null)
    expect((await browser.get('/robots.txt').expect(200)).text).toContain('Disallow: /lv/work')
    const { text } = await browser.get('/.well-known/security.txt').expect(200)
    expect(text).toContain('Contact: mailto:info@example.org')
    const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '')
    const inDays = (expires - Date.now()) / 86_400_000
    expect([inDays > 30, inDays < 366]).toEqual([true, true])
    expect(text).toContain('Preferred-Languages: lv, et, en')
  })

  test('finds every public page in three languages', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get('/sitemap.xml').expect(200)
    expect(text.match(/<url>/g)).toHaveLength((11 + 17) * 3)
  })

  test('finds every public page once in files of a size that it takes, where they are many', async ({
    db,
    signedInAs,
  }) => {
    await db.raw(`insert into parishes (slug, territory_id, names, kind, population, population_year, latitude, longitude)
      select 'place-' || place, territory_id, names, kind, population, population_year, latitude, longitude
      from parishes, generate_series(1, 10000) as place where slug = 'gaujiena'`)
    const browser = await signedInAs(null)
    const addressesIn = (xml: string) =>
      [...xml.matchAll(/<loc>https?:\/\/[^/]+([^<]+)</g)].map(([, path]) => path ?? '')
    const index = await browser.get('/sitemap.xml').expect(200)
    expect(index.text).toContain('<sitemapindex')
    const found: string[] = []
    for (const file of addressesIn(index.text)) {
      const { text } = await browser.get(file.replaceAll('&amp;', '&')).expect(200)
      const listed = addressesIn(text)
      expect(listed.length).toBeGreaterThan(0)
      expect(listed.length).toBeLessThanOrEqual(50_000)
      found.push(...listed)
    }
    expect(found).toHaveLength((11 + 17 + 10_000) * 3)
    expect(new Set(found).size).toBe(found.length)
  })

  test('is told that there is no such file of addresses', async ({ signedInAs }) => {
    const browser = await signedInAs(null)
    for (const part of [
      'part=nothing',
      'part=initiatives',
      'part=initiatives&from=zzz',
      'part=places&from=a%00',
      'part=',
    ])
      await browser.get(`/sitemap.xml?${part}`).expect(404)
  })
})

describe('the latest initiatives on the first page', () => {
  const cards = (html: string) =>
    (/id="latest"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').split('<li class="card">').slice(1)

  testOfDemo('come from each territory once, with their day and how far they have come', async ({ signedInAs, db }) => {
    const kitchen = { id: await idOf(db('initiatives').where({ slug: 'gaujienas-kopienas-virtuve' })) }
    const picture = { sha256: '0'.repeat(64), bytes: 1, type: 'png', name: 'kitchen.png', width: 4, height: 3 }
    const [file] = await db('files').insert(picture).returning<{ id: string }[]>('id')
    await db('initiativeFiles').insert({ initiativeId: kitchen.id, fileId: file?.id, kind: 'photo' })
    const visitor = await signedInAs(null)
    const shown = cards((await visitor.get('/en').expect(200)).text)
    const slugs = shown.map((card) => /\/initiatives\/([\w-]+)">/.exec(card)?.[1] ?? '')
    const of = db('initiatives').join('parishes', 'parishes.id', 'parishId').whereIn('initiatives.slug', slugs)
    expect(await of.distinct('territoryId')).toHaveLength(shown.length)
    expect(shown.length).toBeGreaterThan(1)
    for (const card of shown) expect(card).toMatch(/<time datetime="20(19|20)-/)
    for (const card of shown) expect(card).toMatch(/>(approved|ready to launch|launched|running)</)
    expect(shown.some((card) => card.includes(`photos/${file?.id}/small" width="4"`))).toBe(true)
  })
})

test('About names no partner as the lead partner, as it says that no source does', async ({ signedInAs }) => {
  const { text } = await (await signedInAs(null)).get('/lv/about').expect(200)
  expect(text).toContain('par vadošo partneri nav nosaukta')
  const partners = /<ul class="rows">[\s\S]*?<\/ul>/.exec(text)?.[0] ?? ''
  expect(partners).toContain('Setomaa')
  expect(partners).not.toMatch(/vadošais partneris/i)
})
