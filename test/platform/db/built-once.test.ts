import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { builtForViewer, builtOnce } from '#platform/db/built-once.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { day } from '#platform/values/day.ts'
import { parishIdsWithRole } from '#platform/values/viewer-scope.ts'
import { test } from '../../support/test.ts'

const parish = async (db: Db, slug: string) => (await db('parishes').where({ slug }).first<{ id: string }>('id')).id

describe('a read that is built once', () => {
  test('is asked again with other values, and finds what belongs to them', async ({ db }) => {
    let built = 0
    const bySlug = builtOnce<{ slug: string }, [slug: string]>((on, slug) => {
      built += 1
      return on('parishes').where({ slug }).select('slug')
    })
    expect(await bySlug(db, 'gaujiena')).toEqual([{ slug: 'gaujiena' }])
    expect(await bySlug(db, 'varska')).toEqual([{ slug: 'varska' }])
    expect(built).toBe(1)
  })

  test('shows nobody what another may see, though their roles are alike', async ({ db }) => {
    const [one, other] = [await parish(db, 'gaujiena'), await parish(db, 'varska')]
    const member = (parishId: string): Viewer => ({
      ...{ id: randomUUID(), name: 'Anna', email: 'anna@example.org', locale: 'lv' },
      roles: [
        {
          id: randomUUID(),
          role: 'member',
          territoryId: null,
          parishId,
          confirms: false,
          from: day('2019-01-01'),
          to: null,
        },
      ],
    })
    const own = builtForViewer<{ slug: string }>((on, viewer) =>
      on('parishes').whereIn('id', parishIdsWithRole(viewer, 'member')).select('slug'),
    )
    expect(await own(db, member(one))).toEqual([{ slug: 'gaujiena' }])
    expect(await own(db, member(other))).toEqual([{ slug: 'varska' }])
    expect(await own(db, { ...member(one), roles: [] })).toEqual([])
  })

  test('is another one for each state, each null and each pair of ids that are the same', async ({ db }) => {
    const id = await parish(db, 'gaujiena')
    const told = builtOnce<{ state: string; same: boolean; none: boolean }, [of: Record<string, string | null>]>(
      (on, of) =>
        on.select(
          on.raw(
            `'${of['state'] ?? ''}' as state, ${of['one'] === of['other']} as same, ${of['none'] === null} as none`,
          ),
        ),
    )
    const asked = { state: 'draft', one: id, other: id, none: null }
    expect(await told(db, asked)).toEqual([{ state: 'draft', same: true, none: true }])
    expect(await told(db, { ...asked, other: randomUUID() })).toEqual([{ state: 'draft', same: false, none: true }])
    expect(await told(db, { ...asked, state: 'held', none: id })).toEqual([{ state: 'held', same: true, none: false }])
  })

  test('takes an id that looks like a stand-in for what it is: an id of nothing', async ({ db }) => {
    const within = builtOnce<{ slug: string }, [of: { known: string; asked: string }]>((on, { known, asked }) =>
      on('parishes').whereIn('id', [known]).where('id', asked).select('slug'),
    )
    const known = await parish(db, 'gaujiena')
    expect(await within(db, { known, asked: known })).toHaveLength(1)
    expect(await within(db, { known, asked: 'ffffffff-ffff-4fff-bfff-000000000000' })).toEqual([])
  })

  test('refuses to write into its text what has to be bound', async ({ db }) => {
    const careless = builtOnce<object, [slug: string]>((on, slug) => on('parishes').whereRaw(`slug = '${slug}'`))
    await expect(careless(db, 'gaujiena')).rejects.toThrow('must be bound')
  })

  test('asks within the transaction that it is given', async ({ db }) => {
    const titles = builtOnce<{ slug: string }, [slug: string]>((on, slug) =>
      on('territories').where({ slug }).select('slug'),
    )
    const slug = `t-${randomUUID().slice(0, 8)}`
    await db
      .transaction(async (trx) => {
        await trx('territories')
          .where('slug', (await trx('territories').first<{ slug: string }>('slug')).slug)
          .update({ slug })
        expect(await titles(trx, slug)).toEqual([{ slug }])
        await trx.rollback()
      })
      .catch(() => undefined)
    expect(await titles(db, slug)).toEqual([])
  })
})
