import { afterEach, describe, expect } from 'vitest'
import { onChange, transact, system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { grantRole } from '#modules/people/roles/commands.ts'
import { createShortLivedCache } from '#platform/sessions/short-lived-cache.ts'
import { day } from '#platform/values/day.ts'
import { appOn, visitor } from '../../../support/portal.ts'
import { queriesOf } from '../../../support/queries.ts'
import { idOf } from '../../../support/rows.ts'
import { test } from '../../../support/test.ts'

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** Partner staff of Ape on a portal that remembers who sends a request, as the running one does. */
async function remembered(db: Db) {
  const recent = createShortLivedCache()
  recent.setConnected(true)
  stops.push(onChange(recent.invalidate))
  return visitor(await appOn(db, { recent }), db, 'ape@example.org')
}

describe('somebody whom the portal saw a moment ago', () => {
  test('is known again without asking the database', async ({ db }) => {
    const ape = await remembered(db)
    const first = await queriesOf(db, () => ape.get('/en/parishes').expect(200))
    const second = await queriesOf(db, () => ape.get('/en/parishes').expect(200))
    expect(second).toBe(first - 1)
  })

  test('is nobody once they signed out, whoever still holds the cookie', async ({ db }) => {
    const ape = await remembered(db)
    await ape.get('/en/work').expect(200)
    await ape.post('/en/sign-out').expect(303)
    await ape.get('/en/work').expect(302)
  })

  test('holds a new role from the next request on', async ({ db }) => {
    const ape = await remembered(db)
    await ape.get('/en/work/parishes/varska/plan').expect(404)
    const id = await idOf(db('people').where({ email: 'ape@example.org' }).first('id'))
    const territoryId = await idOf(db('territories').where({ slug: 'setomaa' }).first('id'))
    await transact(db, system, (tx) =>
      grantRole(tx, { id }, { role: 'partner', territoryId, fromDay: day('2020-01-01') }),
    )
    await ape.get('/en/work/parishes/varska/plan').expect(200)
  })
})
