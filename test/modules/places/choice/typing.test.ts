import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { viewerOf } from '../../../support/people.ts'
import { test } from '../../../support/test.ts'

const many = `insert into parishes (slug, territory_id, names, kind, latitude, longitude)
  select 'typed-' || i, (select territory_id from parishes where slug = 'gaujiena'),
    jsonb_build_object('source', 'lv', 'lv', 'Bērzi ' || i, 'en', 'Birches'), 'parish', 57, 26
  from generate_series(1, 150) as i`

const linkIn = (html: string) => /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')

async function roleForm(db: Db) {
  const { id } = await viewerOf(db, 'varska')
  const given = { role: 'mentor', territoryId: '', fromDay: '01.04.2020', toDay: '' }
  return {
    page: `/lv/work/admin/people/${id}`,
    with: (parishId: string) => ({ ...given, parishId }),
    parishes: async () =>
      (
        await db('roleAssignments').join('parishes', 'parishes.id', 'parishId').where({ personId: id, role: 'mentor' })
      ).map(({ slug }: { slug: string }) => slug),
  }
}

describe('where there are more parishes than a list holds', () => {
  test('one is chosen by typing its name, and what fits several is given back with those', async ({
    signedInAs,
    db,
  }) => {
    await db.raw(many)
    const admin = await signedInAs('admin')
    const adding = await roleForm(db)
    const send = (parish: string) => admin.post(`${adding.page}/grants`).type('form').send(adding.with(parish))

    expect((await admin.get(adding.page).expect(200)).text).not.toContain('Bērzi')
    await send('berzi 14').expect(303)
    const unknown = await send('berzi 13x').expect(422)
    expect(unknown.text).toContain('value="berzi 13x"')
    const begun = await send('Bērz').expect(422)
    expect(begun.text).toContain('value="Bērz"')
    expect(begun.text).toContain('<option value="Bērzi 1 (typed-1)">')
    await send('Bērzi 149 (typed-149)').expect(303)
    expect(await adding.parishes()).toEqual(['typed-14', 'typed-149'])
  })

  test('a script is offered names as they are typed, without their marks too', async ({ signedInAs, db }) => {
    await db.raw(many)
    const visitor = await signedInAs(null)
    const offered = async (typed: string) =>
      (await visitor.get('/lv/parish-names').query({ typed }).expect(200)).body as unknown
    expect(await offered('BERZI 149')).toEqual(['Bērzi 149 (typed-149)'])
    expect(await offered('gauj')).toHaveLength(1)
    expect(await offered('%')).toEqual([])
    expect(await offered('')).toEqual([])
  })

  test('the page of parishes finds one by name, and shows a territory page by page', async ({ signedInAs, db }) => {
    await db.raw(many)
    const visitor = await signedInAs(null)
    expect((await visitor.get('/lv/parishes').expect(200)).text).not.toContain('typed-')
    expect((await visitor.get('/lv/parishes').query({ name: 'berzi 77' }).expect(200)).text).toContain(
      '/parishes/typed-77"',
    )

    const slugs: string[] = []
    for (let at: string | undefined = '/lv/parishes?territory=ape'; at !== undefined;) {
      const { text }: { text: string } = await visitor.get(at).expect(200)
      const list = /aria-labelledby="found"[^]*?<\/section>/.exec(text)?.[0] ?? ''
      slugs.push(...[...list.matchAll(/href="\/lv\/parishes\/([^"]+)"><strong>/g)].map(([, slug]) => slug ?? ''))
      at = linkIn(text)
    }
    const stored: { slug: string }[] = await db('parishes')
      .whereIn('territoryId', db('territories').where({ slug: 'ape' }).select('id'))
      .orderBy(['name_lv', 'slug'])
    expect(slugs).toEqual(stored.map(({ slug }) => slug))
    expect((await visitor.get('/lv').expect(200)).text).toContain('action="/lv/parishes"')
  })
})
