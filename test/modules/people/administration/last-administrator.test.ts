import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { appOn, sessionOf, visitorWith, type Visitor } from '../../../support/portal.ts'
import { test } from '../../../support/test.ts'

interface Administrator {
  id: string
  role: string
  browser: Visitor
}

/** Opens an account whose person is an administrator, and signs them in; `toDay` is the last day of their role. */
async function administrator(db: Db, email: string, toDay: string | null = null): Promise<Administrator> {
  const row = { email, name: email, locale: 'en', passwordHash: 'nobody knows' }
  const [{ id }] = (await db('people').insert(row).returning('id')) as [{ id: string }]
  const held = { personId: id, role: 'administrator', fromDay: '2019-05-01', toDay }
  const [{ id: role }] = (await db('roleAssignments').insert(held).returning('id')) as [{ id: string }]
  return { id, role, browser: visitorWith(await appOn(db), await sessionOf(db, email)) }
}

const theOne = async (db: Db): Promise<{ id: string; role: string }> =>
  db('people')
    .join('roleAssignments', 'roleAssignments.personId', 'people.id')
    .where({ role: 'administrator', email: 'admin@example.org' })
    .first('people.id', 'roleAssignments.id as role')

const close = ({ browser }: Administrator, id: string) => browser.post(`/en/work/admin/people/${id}/close`)
const end = ({ browser }: Administrator, { id, role }: { id: string; role: string }) =>
  browser.post(`/en/work/admin/people/${id}/grants/${role}/end`).type('form').send({ toDay: '2.3.2020' })

describe('the last administrator', () => {
  test('closes neither their own account nor their role', async ({ db }) => {
    const { id, role } = await theOne(db)
    const browser = visitorWith(await appOn(db), await sessionOf(db, 'admin@example.org'))
    await close({ id, role, browser }, id).expect(403)
    await end({ id, role, browser }, { id, role }).expect(403)
  })

  test('is kept against another whose own role has a last day', async ({ db }) => {
    const leaving = await administrator(db, 'leaving@act.example', '2099-01-01')
    const last = await theOne(db)
    expect((await close(leaving, last.id).expect(422)).text).toContain('The portal would have no administrator.')
    expect((await end(leaving, last).expect(422)).text).toContain('The portal would have no administrator.')
    await visitorWith(await appOn(db), await sessionOf(db, 'admin@example.org'))
      .get('/en/work/admin/people')
      .expect(200)
  })

  test('is not somebody who was invited and has not begun, nor one whose account is closed', async ({ db }) => {
    const leaving = await administrator(db, 'leaving@act.example', '2099-01-01')
    const { id: invited } = await administrator(db, 'invited@act.example')
    const { id: closed } = await administrator(db, 'closed@act.example')
    await db('people').where({ id: invited }).update({ passwordHash: null })
    await db('people').where({ id: closed }).update({ deactivatedAt: new Date() })
    await close(leaving, (await theOne(db)).id).expect(422)
  })

  test.for(['close', 'end'] as const)(
    'stays when two take each other away at once: %s',
    async (how, { committedDb }) => {
      const db = committedDb
      const others = await administrator(db, `${how}-keeper@act.example`, '2099-01-01')
      const { id } = await theOne(db)
      const [first, second] = [
        await administrator(db, `${how}-first@act.example`),
        await administrator(db, `${how}-second@act.example`),
      ]
      await close(others, id)
      const take = (by: Administrator, of: Administrator) => (how === 'close' ? close(by, of.id) : end(by, of))
      const answers = await Promise.all([take(first, second), take(second, first)])
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
      await db('people').where({ id }).update({ deactivatedAt: null })
      await db('roleAssignments').whereIn('id', [first.role, second.role]).update({ toDay: '2020-03-01' })
    },
  )
})
