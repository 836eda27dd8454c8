import { describe, expect, vi } from 'vitest'
import type { Db } from '#db/db.ts'
import { appOn, visitor } from './support/portal.ts'
import { routesOf } from './support/routes.ts'
import { rolesTable } from './support/roles-table.ts'
import { cast, testOfDemo as test, type Member } from './support/test.ts'

vi.setConfig({ testTimeout: 120_000 })

type Person = Member | 'visitor'
const everybody: Person[] = ['visitor', ...cast]

/** What each of the cast and a visitor is to be answered: `200 ape lead` names people, `404 *` is for all others. */
function expectedOf(answers: readonly string[]): Map<Person, number> {
  const expected = new Map<Person, number>()
  for (const answer of answers) {
    const [status, ...people] = answer.split(' ')
    const named = people.includes('*') ? everybody.filter((person) => !expected.has(person)) : (people as Person[])
    for (const person of named) expected.set(person, Number(status))
  }
  return expected
}

/** The status each is answered with; what a request changed is undone before the next. */
async function answersOf(db: Db, method: string, address: string, body: Record<string, string>) {
  const answers = new Map<Person, number>()
  for (const person of everybody) {
    const trx = await db.transaction()
    const agent = await visitor(await appOn(trx), trx, person === 'visitor' ? null : `${person}@example.org`)
    const asked = method === 'GET' ? agent.get(address) : agent.post(address).type('form').send(body)
    answers.set(person, (await asked).status)
    await trx.rollback()
  }
  return answers
}

const told = (answers: Map<Person, number>) =>
  Object.fromEntries(everybody.map((person) => [person, answers.get(person)]))

describe('what each of the cast and a visitor may open and do', () => {
  test('is written down for every route there is', async ({ db }) => {
    const named = Object.keys(rolesTable)
    const made = (await routesOf(db)).map(({ method, path }) => `${method} ${path}`)
    expect(made.filter((route) => !named.includes(route))).toEqual([])
    expect(named.filter((route) => !made.includes(route))).toEqual([])
  })

  test.for(Object.entries(rolesTable))('%s', async ([route, cases], { db }) => {
    const [method = ''] = route.split(' ')
    for (const { to, body = {}, answers } of cases) {
      const address = typeof to === 'string' ? to : await to(db)
      const sent = typeof body === 'function' ? await body(db) : body
      expect({ address, ...told(await answersOf(db, method, address, sent)) }).toEqual({
        address,
        ...told(expectedOf(answers)),
      })
    }
  })
})
