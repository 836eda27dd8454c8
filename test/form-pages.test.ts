import { describe, expect } from 'vitest'
import { appOn, visitorWith, type Visitor } from './support/portal.ts'
import { expectedOf, type Person } from './support/roles.ts'
import { rolesTable } from './support/roles-table.ts'
import { testOfDemo as test } from './support/test.ts'

const forms = Object.entries(rolesTable).filter(([route]) => route.startsWith('POST '))
const neverThere = (status: number) => [403, 404].includes(status)
const page = /^(30[23] ){0,2}200$/
// What is closed for everybody says so, in each language.
const pageOrClosed = /^(30[23] ){0,2}(200|403|409|410)$/

/** Where somebody ends who asks for the address, with the status of each step. */
async function wayOf(agent: Visitor, address: string): Promise<string> {
  const { status, headers } = await agent.get(address)
  const next = headers['location']
  return next ? `${status} ${await wayOf(agent, next)}` : String(status)
}

describe('a page that answers a form', () => {
  test.for(forms)('%s can be reloaded and shown in another language', async ([, cases], { db, cookieOf }) => {
    const app = await appOn(db)
    const wrong: string[] = []
    for (const { to, answers } of cases) {
      const address = (typeof to === 'string' ? to : await to(db)).replace('/en/', '/lv/')
      for (const [person, status] of expectedOf(answers)) {
        if (neverThere(status)) continue
        const way = await wayOf(visitorWith(app, await cookieFor(person)), address)
        if (!([409, 410].includes(status) ? pageOrClosed : page).test(way))
          wrong.push(`${person} ${address}: ${status}, then ${way}`)
      }
    }
    expect(wrong).toEqual([])

    async function cookieFor(person: Person) {
      return person === 'visitor' ? null : cookieOf(person)
    }
  })
})
