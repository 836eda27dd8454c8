import { describe, expect } from 'vitest'
import { fieldsOf } from '../../support/form-fields.ts'
import { testOfDemo as test } from '../../support/test.ts'

const slug = '2-seto-tare-laul-leib-ja-kasitoo'
const places = `/en/work/visits/${slug}/places`

describe('a study visit with more parishes than a list holds', () => {
  test('gives places to one that was found by its name, and names those alone that have some', async ({
    signedInAs,
    db,
  }) => {
    await db.raw(`insert into parishes (slug, territory_id, names, kind, population, population_year, latitude, longitude)
      select 'place-' || place, territory_id, jsonb_build_object('source', 'en', 'en', 'Far place ' || place), kind,
        population, population_year, latitude, longitude
      from parishes, generate_series(1, 120) as place where slug = 'gaujiena'`)
    const setomaa = await signedInAs('setomaa')
    expect((await setomaa.get(places).expect(200)).text).not.toContain('Far place')
    const page = await setomaa.get(`${places}?parish=place-77`).expect(200)
    const { id } = await db('parishes').where({ slug: 'place-77' }).first('id')
    const typed = { ...fieldsOf(page.text), [`row.${id}.places`]: '3' }
    await setomaa.post(places).type('form').send(typed).expect(303)
    const shown = await (await signedInAs(null)).get(`/en/visits/${slug}`).expect(200)
    expect(shown.text.match(/Far place \d+/g)).toEqual(['Far place 77'])
  })
})
