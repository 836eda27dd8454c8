import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { compactCounts } from '#modules/places/counts/commands.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const kept = `select territory_id, category, state, published, sum(count)::integer as count from initiative_counts
  group by 1, 2, 3, 4 having sum(count) <> 0 order by 1, 2, 3, 4`
const counted = `select territory_id, coalesce(published_initiatives.category, initiatives.category) as category, state,
    published_initiatives.initiative_id is not null as published, count(*)::integer as count
  from initiatives join parishes on parishes.id = parish_id
    left join published_initiatives on published_initiatives.initiative_id = initiatives.id
  group by 1, 2, 3, 4 order by 1, 2, 3, 4`

const rowsOf = async (db: Db, sql: string) => (await db.raw<{ rows: unknown[] }>(sql)).rows

// One row each, picked by a number, so that several writers often want the same one.
const nth = (table: string, at: number) =>
  `(select id from ${table} order by slug offset ${at} % (select count(*) from ${table}) limit 1)`

const changes: Record<string, (at: number) => string> = {
  propose: (at) => `insert into initiatives (slug, parish_id, state, title)
    select 'counted-' || gen_random_uuid(), ${nth('parishes', at)}, 'idea', '{"source": "lv", "lv": "Doma"}'
    from generate_series(1, 1 + ${at} % 3)`,
  rename: (at) =>
    `update initiatives set title = '{"source": "et", "et": "Mõte"}' where id = ${nth('initiatives', at)}`,
  sort: (at) => `update initiatives set category = (array['youth', 'food', null])[1 + ${at} % 3] where state = 'idea'`,
  begin: (at) => `update initiatives set state = 'drafting' where id = ${nth('initiatives', at)} and state = 'idea'`,
  drop: (at) => `update initiatives set state = 'dropped', drop_reason = '{"source": "lv", "lv": "Nav"}'
    where id = ${nth('initiatives', at)} and state = 'idea'`,
  publish: (at) => `insert into published_initiatives (initiative_id, plan_version_id, category, content)
    select initiatives.id, plan_versions.id, 'craft', jsonb_build_object('title', title)
    from initiatives, (select id from plan_versions order by id limit 1) as plan_versions
    where initiatives.id = ${nth('initiatives', at)} on conflict do nothing`,
  unpublish: (at) => `delete from published_initiatives where initiative_id = ${nth('initiatives', at)}`,
  move: (at) => `update parishes set territory_id = ${nth('territories', at)} where id = ${nth('parishes', at)}`,
}

describe('the counts of the list of initiatives', () => {
  test('are what there is, after whatever four people did at the same time', async ({ committedDb }) => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.nat(40))
    const work = fc.array(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), {
      minLength: 4,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(work, async (people) => {
        await Promise.all([...people.map((acts) => inTurn(committedDb, acts)), compactCounts(committedDb)])
        expect(await rowsOf(committedDb, kept)).toEqual(await rowsOf(committedDb, counted))
        const parishes = 'select territory_id, count(*)::integer as count from parishes group by 1 order by 1'
        const summed = `select territory_id, sum(count)::integer as count from parish_counts group by 1
          having sum(count) <> 0 order by 1`
        expect(await rowsOf(committedDb, summed)).toEqual(await rowsOf(committedDb, parishes))
      }),
      { numRuns: 12, seed: 778 },
    )
  })

  test('stay the same when they are added up, in fewer rows', async ({ committedDb }) => {
    await inTurn(committedDb, [[['propose', 1]], [['propose', 1]], [['propose', 1]]])
    const before = await rowsOf(committedDb, kept)
    await compactCounts(committedDb)
    expect(await rowsOf(committedDb, kept)).toEqual(before)
    expect(await rowsOf(committedDb, 'select from initiative_counts')).toHaveLength(before.length)
  })
})

/** Each act is a transaction of its own; one that the database refuses, or ends because two waited for each other, changes nothing. */
async function inTurn(db: Db, acts: readonly (readonly (readonly [string, number])[])[]) {
  for (const act of acts) {
    await db
      .transaction(async (trx) => {
        for (const [name, at] of act) await trx.raw(changes[name]?.(at) ?? '')
      })
      .catch(() => undefined)
  }
}
