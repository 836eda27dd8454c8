import { describe, expect } from 'vitest'
import { crawl } from '../../../support/crawl.ts'
import { queriesOf } from '../../../support/queries.ts'
import { inParish } from '../../../support/roles/cases.ts'
import { routesOf } from '../../../support/routes.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const baseline = '/en/parishes/gaujiena/assessment/baseline'
const trust = 'How are disagreements settled in the parish?'
const leaders = 'Are there people who lead, and others who could follow them?'
const active = 'How many residents take part in what is done together?'

describe('an approved assessment', () => {
  test('is read as far as each question says', async ({ signedInAs }) => {
    const seen = { visitor: [active], gaujiena: [active, leaders], varska: [active], mentor: [active, leaders, trust] }
    for (const [member, questions] of Object.entries(seen)) {
      const { text } = await (
        await signedInAs(member === 'visitor' ? null : (member as 'mentor'))
      )
        .get(baseline)
        .expect(200)
      const read = [active, leaders, trust].filter((question) => text.includes(question))
      expect([member, ...read]).toEqual([member, ...questions])
    }
  })

  test('shows a visitor no score to which a hidden answer adds', async ({ signedInAs }) => {
    const visitor = await (await signedInAs(null)).get(baseline).expect(200)
    const staff = await (await signedInAs('ape')).get(baseline).expect(200)
    const scoreOf = (text: string) => /Associations and cooperation<\/th><td class="num">([\d.]+)/.exec(text)?.[1]
    // 3 x 3, 2 x 2 and 3 x 1 over 6; with trust, 3 x 2 over 8.
    expect([scoreOf(visitor.text), scoreOf(staff.text)]).toEqual(['2.7', '2.8'])
    expect(visitor.text).toContain('Some scored questions are not public')
    expect(staff.text).not.toContain('Some scored questions are not public')
  })

  test('says what does not apply, and why', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get('/en/parishes/varska/assessment').expect(200)
    expect(text).toContain('1 of 4 does not apply')
    expect(text).toContain('it makes no contracts with associations')
  })

  test('says in which language the place of a meeting is written', async ({ signedInAs }) => {
    const visitor = await signedInAs(null)
    const [, place] =
      /<h2 id="meetings">[^]*?<\/strong> <span>(.*?)<\/span> /.exec((await visitor.get(baseline)).text) ?? []
    expect(place).toMatch(/^<span lang="lv">/)
    const [, own] =
      /<h2 id="meetings">[^]*?<\/strong> <span>(.*?)<\/span> /.exec(
        (await visitor.get(baseline.replace('/en/', '/lv/'))).text,
      ) ?? []
    expect(own).not.toMatch(/lang=/)
  })

  test('is drawn with a title, a description and a table of the same numbers', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get('/et/parishes/gaujiena').expect(200)
    const [drawing = ''] = /<svg class="profile__drawing"[\s\S]*?<\/svg>/.exec(text) ?? []
    expect(drawing).toMatch(/role="img" aria-labelledby="profile-title profile-text"/)
    const drawn = [...drawing.matchAll(/class="profile__score"[^>]*>([^<]+)</g)].map(([, score]) => score)
    const tabled = [...text.matchAll(/<td class="num">([^<]+)<\/td>/g)].map(([, score]) => score)
    // Seven sections in two rounds: what is asked about money is not public.
    expect(drawn).toHaveLength(14)
    expect(tabled.slice(0, 14)).toEqual(drawn)
  })

  test('of other states is nobody’s to read', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    for (const parish of ['trapene', 'iisaku', 'viresi', 'alajoe']) {
      await visitor.get(`/en/parishes/${parish}/assessment`).expect(404)
      expect((await visitor.get(`/en/parishes/${parish}`).expect(200)).text).not.toContain('data-profile-of')
    }
    expect(await db('assessments').whereIn('parishId', inParish(db, 'trapene')).first('state')).toEqual({
      state: 'submitted',
    })
  })

  test('costs the parish’s page one query, whatever there is to show', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    const read = (parish: string) => queriesOf(db, () => visitor.get(`/en/parishes/${parish}`).expect(200))
    expect(await read('gaujiena')).toBe(await read('alajoe'))
  })
})

test('no page that visitors read holds the scores of two parishes', async ({ signedInAs, committedDb }) => {
  const found = await crawl(await signedInAs(null), await routesOf(committedDb), 'en', 17)
  const profiles = found.map(({ address, html }) => ({
    address,
    of: [...new Set([...html.matchAll(/data-profile-of="([^"]*)"/g)].map(([, parish]) => String(parish)))],
    drawn: html.match(/profile__(?:bar|score)/g)?.length ?? 0,
  }))
  expect(profiles.filter(({ of }) => of.length > 1)).toEqual([])
  expect(profiles.filter(({ of, drawn }) => drawn > 0 && of.length !== 1)).toEqual([])
  const parishes = new Set(profiles.flatMap(({ of }) => of))
  expect([...parishes].sort()).toEqual(['engure', 'gaujiena', 'varska'])
  for (const { address, of } of profiles) if (of[0]) expect(address).toContain(`/parishes/${of[0]}`)
})

test('the blank form asks everything in the order of the screen, in each language', async ({ signedInAs }) => {
  const visitor = await signedInAs(null)
  for (const locale of ['lv', 'et', 'en']) {
    const { text } = await visitor.get(`/${locale}/parishes/alajoe/assessment/final/form`).expect(200)
    const numbers = [...text.matchAll(/question__number">([\d.]+)</g)].map(([, number]) => String(number))
    expect(numbers).toHaveLength(56)
    expect(numbers.slice(0, 3)).toEqual(['1.1', '1.2', '1.3'])
    expect(text).toMatch(/<html lang="(lv|et|en)">/)
    expect(text).not.toContain('lang-mark')
  }
})
