import { describe, expect } from 'vitest'
import { dice, nonsense, onItsOwn, personFor } from './support/fuzz.ts'
import { rolesTable } from './support/roles-table.ts'
import { testOfDemo as test } from './support/test.ts'

const leaks = /\bat [^<]*\.ts:\d|node_modules|\bselect\b.*\bfrom\b|syntax error|violates/i
const forms = Object.entries(rolesTable).filter(([route]) => route.startsWith('POST '))

describe('whatever is sent', () => {
  test.for(forms)('%s answers it calmly', async ([route, cases], { db, cookieOf }) => {
    const roll = dice(route.length * 7919)
    const { to, answers } = cases[0] ?? { to: '', answers: [] }
    const address = typeof to === 'string' ? to : await to(db)
    const cookie = await cookieOf(personFor(answers))
    for (let tries = 0; tries < 10; tries++) {
      const body = nonsense(roll)
      const { status, text } = await onItsOwn(db, cookie, (agent) =>
        agent.post(address).set('Content-Type', 'application/x-www-form-urlencoded').send(body),
      )
      expect({ status, leaks: leaks.test(text), body: status >= 500 ? body.slice(0, 3000) : '' }).toEqual({
        status: status < 500 ? status : 'below 500',
        leaks: false,
        body: '',
      })
    }
  })
})
