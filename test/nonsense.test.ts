import request from 'supertest'
import { describe, expect, vi } from 'vitest'
import type { Db } from '#db/db.ts'
import { appOn, visitor } from './support/portal.ts'
import { rolesTable } from './support/roles-table.ts'
import { testOfDemo as test } from './support/test.ts'

vi.setConfig({ testTimeout: 120_000 })

const names = [
  ...[
    'title',
    'what',
    'forWhom',
    'parish',
    'in',
    'version',
    'key',
    'rows',
    'do',
    'pasted',
    'email',
    'password',
    'current',
  ],
  ...[
    'name',
    'locale',
    'role',
    'territoryId',
    'parishId',
    'confirms',
    'fromDay',
    'toDay',
    'heldOn',
    'minutes',
    'place',
  ],
  ...[
    'otherMinutes',
    'channel',
    'phase',
    'topics',
    'summary',
    'privateNote',
    'reason',
    'note',
    'population',
    'kind',
    'next',
  ],
  ...['keptAction', 'kept.title', 'back', 'category', 'startsOn', 'serves', 'provider', 'openToCommunity', 'areaKm2'],
  ...[
    'row.new-1.name',
    'row.new-1.what',
    'row.new-1.quantity',
    'row.new-1.unitPrice',
    'row.new-1.month',
    'row.new-1.who',
  ],
  ...['row.new-1.fromErdf', 'row.new-1.fte', 'row.new-1.initiativeId', 'row.new-1.remove', 'row.__proto__.name'],
  ...['__proto__', 'constructor', 'a[b]', 'a[]', 'toString'],
]
const values = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '%',
    '{}',
    '[object Object]',
    'null',
    'undefined',
    '__proto__',
    "'; drop table people --",
  ],
  ...['0', '-1', '1', '999999999', '99999999999999999999', '1e309', 'NaN', '0x10', '1,5', '12.34.56', '٣', '１２'],
  ...['31.02.2020', '29.02.2020', '00.00.0000', '05.2020', '13.2020', '01.01.0001', '31.12.9999', 'infinity'],
  ...[
    '00000000-0000-4000-8000-000000000000',
    '00000000-0000-0000-0000',
    'new-1 new-2 __proto__',
    'yes',
    'on',
    'add',
    'paste',
  ],
  ...[
    'lv',
    'xx',
    'gaujiena',
    '../../etc/passwd',
    '\u202e\u0000',
    'ā'.repeat(300),
    'x'.repeat(30_000),
    '\t\t\t\n\t\t',
    '\r\n',
  ],
  ...['05.2020\tcost\tmaterials\tBricks\t1e9\tpcs\t1e9\tnet', emailOf('ape'), emailOf('nobody')],
]

function emailOf(name: string): string {
  return `${name}@example.org`
}

/** The same numbers in every run, so that what was found can be found again. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type Roll = ReturnType<typeof dice>
const one = (roll: Roll, of: readonly string[]) => of[roll(of.length)] ?? ''

function nonsense(roll: Roll): string {
  const pairs = Array.from({ length: 3 + roll(25) }, () => [one(roll, names), one(roll, values)])
  return pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&')
}

/** Who is let in there: the first that the table of roles names for anything but signing in or being refused. */
function personFor(answers: readonly string[]): string | null {
  const allowed = answers.find((answer) => /^(200|303|409|422) /.test(answer))?.split(' ')[1]
  return allowed && allowed !== '*' && allowed !== 'visitor' ? allowed : 'ape'
}

async function onItsOwn<T>(
  db: Db,
  person: string | null,
  ask: (agent: Awaited<ReturnType<typeof visitor>>) => Promise<T>,
) {
  const trx = await db.transaction()
  const answer = await ask(await visitor(await appOn(trx), trx, person && emailOf(person)))
  await trx.rollback()
  return answer
}

const leaks = /\bat [^<]*\.ts:\d|node_modules|\bselect\b.*\bfrom\b|syntax error|violates/i
const forms = Object.entries(rolesTable).filter(([route]) => route.startsWith('POST'))
const pages = Object.entries(rolesTable).filter(([route]) => route.startsWith('GET'))

describe('whatever is sent', () => {
  test.for(forms)('%s answers it calmly', async ([route, cases], { db }) => {
    const roll = dice(route.length * 7919)
    const { to, answers } = cases[0] ?? { to: '', answers: [] }
    const address = typeof to === 'string' ? to : await to(db)
    for (let tries = 0; tries < 10; tries++) {
      const body = nonsense(roll)
      const { status, text } = await onItsOwn(db, personFor(answers), (agent) =>
        agent.post(address).set('Content-Type', 'application/x-www-form-urlencoded').send(body),
      )
      expect({ status, leaks: leaks.test(text), body: status >= 500 ? body.slice(0, 3000) : '' }).toEqual({
        status: status < 500 ? status : 'below 500',
        leaks: false,
        body: '',
      })
    }
  })

  test.for(pages)('%s answers any question calmly', async ([, cases], { db }) => {
    const roll = dice(4711)
    for (const { to, answers } of cases.slice(0, 1)) {
      const address = typeof to === 'string' ? to : await to(db)
      for (const query of [
        'page=1e999&before=99999999999999999&in=__proto__&territory=%00&parish[]=x&event=%25&category=a&category=b',
        'page=-1&before=-1&state=%F0%9F&in=lv&in=et&next=%2F%2Fevil&parish=%27',
        nonsense(roll).slice(0, 2000),
      ]) {
        const { status } = await onItsOwn(db, personFor(answers), (agent) => agent.get(`${address}?${query}`))
        expect([address, query, status < 500]).toEqual([address, query, true])
      }
    }
  })

  test('addresses of things that cannot be are not found', async ({ db }) => {
    const app = await appOn(db)
    for (const path of ['%00', '%E0%A4%A', '..%2f..%2fetc', "' or 1=1", '__proto__', 'a'.repeat(500), '%F0%9F%98%80'])
      for (const place of [
        '/lv/parishes/',
        '/et/initiatives/',
        '/en/work/advice/',
        '/en/parishes/varska/plan/versions/',
      ]) {
        const { status } = await request(app).get(`${place}${path}`)
        expect([place + path, [302, 400, 404].includes(status)]).toEqual([place + path, true])
      }
  })

  test('too much of it, or in another form than a browser’s, is refused', async ({ db }) => {
    const send = (type: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      onItsOwn(db, null, (agent) => agent.post('/lv/sign-in').set('Content-Type', type).set(headers).send(body))
    const url = 'application/x-www-form-urlencoded'
    expect((await send(url, `email=${'x'.repeat(300_000)}`)).status).toBe(413)
    expect((await send(url, 'a=b&'.repeat(2000))).status).toBe(413)
    expect((await send(url, 'email=a', { 'Content-Encoding': 'gzip' })).status).toBe(400)
    expect((await send(`${url}; charset=utf-16`, 'email=a')).status).toBe(415)
    for (const [type, body] of [
      ['application/json', 'null'],
      ['application/json', '{"email":{"$ne":1}}'],
      ['text/plain', 'email=a'],
      ['multipart/form-data; boundary=x', '--x'],
    ] as const)
      expect([type, (await send(type, body)).status]).toEqual([type, 422])
  })
})
