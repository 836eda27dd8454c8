import { describe, expect } from 'vitest'
import { dice, nonsense, onItsOwn, personFor } from './support/fuzz.ts'
import { rolesTable } from './support/roles-table.ts'
import { testOfDemo as test } from './support/test.ts'

const pages = Object.entries(rolesTable).filter(([route]) => route.startsWith('GET '))

describe('whatever is asked', () => {
  test.for(pages)('%s answers any question calmly', async ([, cases], { db, cookieOf }) => {
    const roll = dice(4711)
    for (const { to, answers } of cases.slice(0, 1)) {
      const address = typeof to === 'string' ? to : await to(db)
      const cookie = await cookieOf(personFor(answers))
      for (const query of [
        'page=1e999&before=99999999999999999&in=__proto__&territory=%00&parish[]=x&event=%25&category=a&category=b',
        'page=-1&before=-1&state=%F0%9F&in=lv&in=et&next=%2F%2Fevil&parish=%27',
        nonsense(roll).slice(0, 2000),
      ]) {
        const { status } = await onItsOwn(db, cookie, (agent) => agent.get(`${address}?${query}`))
        expect([address, query, status < 500]).toEqual([address, query, true])
      }
    }
  })
})
