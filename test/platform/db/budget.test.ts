import { expect } from 'vitest'
import { plainPool, type Db } from '#platform/db/connection.ts'
import { testOfDemo as test, type Member } from '../../support/test.ts'

/*
 * What a page may cost the database, as a multiple of one plain query of 100 rows: the statements that the page sends,
 * as the connection keeps them, with whatever planning they still need. All are asked in turn, several times, and the
 * quickest of each counts: what a busy machine adds to some is not the page's.
 */
const tries = 15
const reference = 'select "id", "at", "event", "subject_id" from "audit_log" order by "id" asc limit 100'

// About twice what each costs; planned anew at each request, the plan's overview alone would cost some 450.
const budgets: [Member, string, number][] = [
  ['ape', '/lv/initiatives/gaujienas-kopienas-virtuve', 45],
  ['gaujiena', '/lv/initiatives/gaujienas-kopienas-virtuve', 45],
  ['ape', '/lv/work', 120],
  ['ape', '/lv/work/parishes/gaujiena/plan', 60],
  ['ape', '/lv/work/parishes/gaujiena/plan/actions', 30],
  ['ape', '/lv/initiatives', 30],
]

interface Sent {
  sql: string
  bindings: unknown[]
}

/** The reads that the portal sends through Knex while `run` runs. */
async function readsOf(db: Db, run: () => PromiseLike<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const note = ({ sql, bindings }: Sent) => {
    if (/^\s*(select|with)/i.test(sql)) sent.push({ sql, bindings })
  }
  db.on('query', note)
  await run()
  db.removeListener('query', note)
  return sent
}

/** How the kept statement is asked for again, and its costs told; a statement that is not kept is a fault. */
async function again(db: Db, { sql, bindings }: Sent): Promise<string> {
  const kept = await plainPool(db).query('select name from pg_prepared_statements where statement = $1', [sql])
  expect(kept.rows, `kept: ${sql}`).toHaveLength(1)
  const [{ name }] = kept.rows as [{ name: string }]
  const values = bindings.map((each) => db.raw('?', [each as string]).toQuery())
  const given = values.length > 0 ? `(${values.join(', ')})` : ''
  return `explain (analyze, timing off, format json) execute "${name}"${given}`
}

type Plan = Record<'Planning Time' | 'Execution Time', number>

async function millisecondsOf(db: Db, text: string): Promise<number> {
  const { rows } = await plainPool(db).query(text)
  const [
    {
      'QUERY PLAN': [plan],
    },
  ] = rows as [{ 'QUERY PLAN': [Plan] }]
  return plan['Planning Time'] + plan['Execution Time']
}

test.for(budgets)(
  'a page costs the database no more than so many plain queries: %s %s',
  async ([member, path, most], { signedInAs, db }) => {
    const person = await signedInAs(member)
    const sent = await readsOf(db, () => person.get(path).expect(200))
    await plainPool(db).query(reference)
    const texts = [await again(db, { sql: reference, bindings: [] })]
    for (const each of sent) texts.push(await again(db, each))
    const taken: number[][] = texts.map(() => [])
    for (let at = 0; at < tries; at++)
      for (const [place, text] of texts.entries()) taken[place]?.push(await millisecondsOf(db, text))
    const [plain = 0, ...each] = taken.map((values) => Math.min(...values))
    const ratio = each.reduce((sum, one) => sum + one, 0) / plain
    expect(ratio).toBeLessThan(most)
  },
)
