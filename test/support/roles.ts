import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { appOn, visitorWith } from './portal.ts'
import { rolesTables } from './roles-table.ts'
import { demoMembers, testOfDemo as test, type Member } from './test.ts'

export type Person = Member | 'visitor'
const everybody: Person[] = ['visitor', ...demoMembers]
type Cookies = ReadonlyMap<Person, string | null>

/** What each of the cast and a visitor is to be answered: `200 ape lead` names people, `404 *` is for all others. */
export function expectedOf(answers: readonly string[]): Map<Person, number> {
  const expected = new Map<Person, number>()
  for (const answer of answers) {
    const [status, ...people] = answer.split(' ')
    const named = people.includes('*') ? everybody.filter((person) => !expected.has(person)) : (people as Person[])
    for (const person of named) expected.set(person, Number(status))
  }
  return expected
}

/** The status each is answered with; what a request changed is undone before the next. */
async function answersOf(
  db: Db,
  cookies: Cookies,
  method: string,
  address: string,
  body: Record<string, string>,
): Promise<Map<Person, number>> {
  const answers = new Map<Person, number>()
  for (const [person, cookie] of cookies) {
    const trx = await db.transaction()
    const agent = visitorWith(await appOn(trx), cookie)
    const asked = method === 'GET' ? agent.get(address) : agent.post(address).type('form').send(body)
    answers.set(person, (await asked).status)
    await trx.rollback()
  }
  return answers
}

const told = (answers: Map<Person, number>) =>
  Object.fromEntries(everybody.map((person) => [person, answers.get(person)]))

/** Tests that each of the cast and a visitor is answered what this table says, on every route it names. */
export function rolesHold(name: keyof typeof rolesTables): void {
  describe('what each of the cast and a visitor may open and do', () => {
    test.for(Object.entries(rolesTables[name]))('%s', async ([route, cases], { db, cookieOf }) => {
      const [method = ''] = route.split(' ')
      const cookies = new Map<Person, string | null>([['visitor', null]])
      for (const member of demoMembers) cookies.set(member, await cookieOf(member))
      for (const { to, body = {}, answers } of cases) {
        const address = typeof to === 'string' ? to : await to(db)
        const sent = typeof body === 'function' ? await body(db) : body
        expect({ address, ...told(await answersOf(db, cookies, method, address, sent)) }).toEqual({
          address,
          ...told(expectedOf(answers)),
        })
      }
    })
  })
}
