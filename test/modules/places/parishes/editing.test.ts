import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { may } from '#modules/places/parishes/policy.ts'
import { findParishes } from '#modules/places/lists/queries.ts'
import { viewerOf } from '../../../support/people.ts'
import { idOf } from '../../../support/rows.ts'
import { demoMembers, test, type Member } from '../../../support/test.ts'

const gaujiena = {
  nameLv: 'Gaujienas pagasts',
  nameEt: 'Gaujiena vald',
  nameEn: 'Gaujiena Parish',
  kind: 'parish',
  population: '840',
  populationYear: '2022',
  populationSource: 'Reģistrs',
  areaKm2: '126,5',
  code: '',
  introLv: 'Gaujas krastos.',
  introEt: '',
  introEn: 'On the banks of the Gauja.',
  noteLv: '',
  noteEt: '',
  noteEn: '',
  version: '1',
}
const stored = (db: Db, slug = 'gaujiena') => db('parishes').where({ slug }).first()

describe('the profile of a parish', () => {
  test('is kept as its partner staff typed it, with who did so', async ({ signedInAs, db }) => {
    const browser = await signedInAs('ape')
    await browser.get('/lv/work/parishes/gaujiena/edit').expect(200)
    const saved = await browser.post('/lv/work/parishes/gaujiena/edit').type('form').send(gaujiena).expect(303)
    expect(saved.headers['location']).toBe('/lv/parishes/gaujiena')
    expect(await stored(db)).toMatchObject({
      slug: 'gaujiena',
      version: 2,
      population: 840,
      populationYear: 2022,
      areaKm2: 126.5,
      intro: { source: 'lv', lv: 'Gaujas krastos.', en: 'On the banks of the Gauja.' },
    })
    const { id } = await viewerOf(db, 'ape')
    expect(await db('auditLog').where({ event: 'parish.updated' }).first()).toMatchObject({ personId: id })

    const page = await (await signedInAs(null)).get('/et/parishes/gaujiena').expect(200)
    expect(page.text).toContain('840 (2022)')
    expect(page.text).toMatch(/lang="lv">.*Gaujas krastos/s)
  })

  test.for<[Member | null, number]>([
    [null, 302],
    ['setomaa', 403],
    ['gaujiena', 403],
    ['mentor', 403],
    ['auditor', 403],
    ['admin', 403],
    ['lead', 200],
  ])('shows its form to %s with %i', async ([member, status], { signedInAs }) => {
    await (await signedInAs(member)).get('/en/work/parishes/gaujiena/edit').expect(status)
  })

  test('is not changed by staff of another territory', async ({ signedInAs, db }) => {
    await (await signedInAs('setomaa')).post('/et/work/parishes/gaujiena/edit').type('form').send(gaujiena).expect(403)
    expect(await stored(db)).toMatchObject({ version: 1, population: 851 })
  })

  test('gives back everything typed when something is wrong', async ({ signedInAs, db }) => {
    const wrong = { ...gaujiena, nameEt: '', populationYear: '', areaKm2: 'large' }
    const page = await (
      await signedInAs('ape')
    )
      .post('/lv/work/parishes/gaujiena/edit')
      .type('form')
      .send(wrong)
      .expect(422)
    expect(page.text).toContain('value="large"')
    expect(page.text).toContain('Gaujas krastos.')
    expect(page.text).toContain('href="#nameEt"')
    expect(await stored(db)).toMatchObject({ version: 1 })
  })

  test('asks for the year of a count of people', async ({ signedInAs }) => {
    const wrong = { ...gaujiena, populationYear: '' }
    const page = await (
      await signedInAs('ape')
    )
      .post('/en/work/parishes/gaujiena/edit')
      .type('form')
      .send(wrong)
      .expect(422)
    expect(page.text).toContain('Fill in both the population and its year')
  })

  test('shows both texts when somebody else saved first', async ({ signedInAs, db }) => {
    await (await signedInAs('lead')).post('/lv/work/parishes/gaujiena/edit').type('form').send(gaujiena).expect(303)
    const late = { ...gaujiena, introLv: 'Pie Gaujas.' }
    const browser = await signedInAs('ape')
    const page = await browser.post('/lv/work/parishes/gaujiena/edit').type('form').send(late).expect(409)
    expect(page.text).toContain('Gaujas krastos.')
    expect(page.text).toContain('Pie Gaujas.')
    expect(page.text).toContain('Demo koordinaator')
    expect(page.text).toContain('name="version" value="2"')
    expect(await stored(db)).toMatchObject({ intro: { lv: 'Gaujas krastos.' } })
  })

  test('of the fifth community of Setomaa is provisional until its partner confirms it', async ({ signedInAs, db }) => {
    const anyone = await signedInAs(null)
    expect((await anyone.get('/en/parishes/setomaa5').expect(200)).text).toContain('This record is provisional.')
    const confirmed = { ...gaujiena, nameLv: 'Obinitsa', nameEt: 'Obinitsa', nameEn: 'Obinitsa', kind: 'nulk' }
    await (await signedInAs('setomaa')).post('/et/work/parishes/setomaa5/edit').type('form').send(confirmed).expect(303)
    expect(await stored(db, 'setomaa5')).toMatchObject({ provisional: false, names: { et: 'Obinitsa' } })
    expect((await anyone.get('/en/parishes/setomaa5').expect(200)).text).not.toContain('This record is provisional.')
  })
})

test('a parish is edited by the partner staff of its territory and by the lead partner only', async ({ db }) => {
  const { parishes } = await findParishes(db, [])
  for (const member of demoMembers) {
    const viewer = await viewerOf(db, member)
    for (const parish of parishes) {
      const expected = member === 'lead' || member === parish.territorySlug
      expect(may.edit(viewer, parish), `${member}, ${parish.slug}`).toBe(expected)
    }
  }
})

describe('the list of parishes', () => {
  test.for<['lv' | 'et', string[]]>([
    ['lv', ['Apes pilsēta', 'Gaujienas', 'Trapenes', 'Virešu']],
    ['et', ['Alajõe', 'Iisaku', 'Illuka', 'Mäetaguse', 'Tudulinna']],
  ])('stands in the alphabet of %s', async ([locale, names], { signedInAs }) => {
    const { text } = await (await signedInAs(null)).get(`/${locale}/parishes`).expect(200)
    const places = names.map((name) => text.indexOf(`<strong>${name}`))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('names a year beside every count of people', async ({ signedInAs }) => {
    const { text } = await (await signedInAs(null)).get('/en/parishes').expect(200)
    expect(text.match(/Population: <span class="num">[\d,]+ \(\d{4}\)/g)).toHaveLength(16)
  })
})

test('people of a parish see on its page what is still growing there, nobody else does', async ({ signedInAs, db }) => {
  const parishId = await idOf(stored(db))
  const title = (en: string) => ({ source: 'en', en })
  await db('initiatives').insert([
    { slug: 'open-oven', parishId, state: 'idea', title: title('An open oven') },
    { slug: 'closed-oven', parishId, state: 'drafting', title: title('A closed oven'), openToCommunity: false },
  ])
  const seenBy = async (member: Member | null) => {
    const { text } = await (await signedInAs(member)).get('/en/parishes/gaujiena').expect(200)
    return ['An open oven', 'A closed oven'].filter((name) => text.includes(name))
  }
  expect(await seenBy('gaujiena')).toEqual(['An open oven'])
  expect(await seenBy('ape')).toEqual(['An open oven', 'A closed oven'])
  for (const member of [null, 'varska', 'setomaa', 'admin'] as const) expect(await seenBy(member)).toEqual([])
})

test('each of the cast is offered on a parish what they may do there', async ({ signedInAs }) => {
  const offered = async (member: Member | null) => {
    const { text } = await (await signedInAs(member)).get('/en/parishes/gaujiena').expect(200)
    return ['/initiatives/new', '/gaujiena/plan"', '/work/advice?', '/gaujiena/edit'].filter((each) =>
      text.includes(each),
    )
  }
  expect(await offered(null)).toEqual([])
  expect(await offered('ape')).toEqual(['/gaujiena/plan"', '/work/advice?', '/gaujiena/edit'])
  expect(await offered('setomaa')).toEqual([])
  expect(await offered('gaujiena')).toEqual(['/initiatives/new'])
  expect(await offered('mentor')).toEqual(['/gaujiena/plan"', '/work/advice?'])
})
