import type { Db } from '#platform/db/connection.ts'
import { appOn, visitorWith, type Visitor } from './portal.ts'
import type { Member } from './test.ts'

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
export function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type Roll = ReturnType<typeof dice>
const one = (roll: Roll, of: readonly string[]) => of[roll(of.length)] ?? ''

/** A form's body of names that the portal knows and some it does not, with values that nobody means. */
export function nonsense(roll: Roll): string {
  const pairs = Array.from({ length: 3 + roll(25) }, () => [one(roll, names), one(roll, values)])
  return pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&')
}

/** Who is let in there: the first that the table of roles names for anything but signing in or being refused. */
export function personFor(answers: readonly string[]): Member {
  const allowed = answers.find((answer) => /^(200|303|409|422) /.test(answer))?.split(' ')[1]
  return allowed && allowed !== '*' && allowed !== 'visitor' ? (allowed as Member) : 'ape'
}

/** What one request is answered; whatever it changed is undone. `cookie` is of whoever sends it, null of a visitor. */
export async function onItsOwn<T>(db: Db, cookie: string | null, ask: (agent: Visitor) => PromiseLike<T>): Promise<T> {
  const trx = await db.transaction()
  const answer = await ask(visitorWith(await appOn(trx), cookie))
  await trx.rollback()
  return answer
}
