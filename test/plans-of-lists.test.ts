import { describe, expect, inject } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { writeMany } from '../bench/many.ts'
import { inDatabase } from './support/in-database.ts'
import { appOn, visitor } from './support/portal.ts'
import { testOfDemo as test, type Member } from './support/test.ts'

const big = [
  ...['initiatives', 'initiative_listings', 'published_initiatives', 'parishes', 'plans', 'plan_versions'],
  'audit_log',
]

const visit = '2-seto-tare-laul-leib-ja-kasitoo'

const lists: [Member | null, string[]][] = [
  [
    null,
    [
      ...[
        '',
        '/parishes',
        '/parishes?territory=ape',
        '/parishes?name=berzu',
        '/parishes/place-77',
        '/parish-names?typed=b',
      ],
      ...['/initiatives', '/initiatives?page=7', '/initiatives?category=youth', '/initiatives?territory=ape'],
      ...['/initiatives?state=operating', '/initiatives?territory=ape&category=craft&state=paused'],
      ...['/training', '/training?parish=berzu', `/visits/${visit}`],
    ],
  ],
  [
    'ape',
    [
      ...['/initiatives', '/initiatives?state=idea', '/parishes/place-77', '/work', '/work/translations'],
      ...['/work/training', '/work/parishes/place-79/training', '/work/advice'],
      ...['/work/mentors/new', '/work/mentors/requests', '/work/mentors/requests/new'],
      ...['/work/equipment', '/work/equipment/acts', '/work/equipment/acts/new'],
      ...['/work/parishes/gaujiena/plan', '/work/parishes/gaujiena/assessment/baseline'],
      ...[`/work/visits/${visit}/places`, `/work/visits/${visit}/places?parish=place-77`],
    ],
  ],
  ['gaujiena', ['/initiatives', '/initiatives?category=food', '/work', '/work/mentors/requests/new']],
  ['mentor', ['/initiatives', '/work', '/work/advice']],
  [
    'lead',
    [
      ...['/initiatives', '/initiatives?state=idea&category=music', '/work', '/work/translations', '/work/training'],
      ...['/work/advice', '/work/mentors/new'],
    ],
  ],
  ['auditor', ['/initiatives', '/work', '/work/translations', '/work/training', '/work/advice']],
]

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

interface Sent {
  sql: string
  bindings: unknown[]
}

/** What the portal asks the database while a page is made. */
async function sentBy(db: Db, run: () => PromiseLike<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const keep = ({ sql, bindings }: Partial<Sent>) => {
    if (sql && /^\s*(select|with)/i.test(sql)) sent.push({ sql, bindings: bindings ?? [] })
  }
  db.on('query', keep)
  await run()
  db.removeListener('query', keep)
  return sent
}

// What was done to one thing lies anywhere in the log: along its order, all of it may have to be thrown away.
const isReadWhole = (node: Plan) =>
  node['Node Type'] === 'Seq Scan' ||
  (node['Node Type'] === 'Index Scan' && node['Relation Name'] === 'audit_log' && node['Index Cond'] === undefined)

/** The tables that a statement would read from end to end, planned for these values and for any. */
async function readWhole(db: Db, { sql, bindings }: Sent): Promise<string[]> {
  const found = new Set<string>()
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await db.transaction(async (trx) => {
      await trx.raw(`set local plan_cache_mode = ${mode}`)
      await trx.raw(`prepare one as ${sql.replace(/\?(?=\?)/g, '')}`)
      const values = bindings.map((value) => literal(trx, value)).join(', ')
      const { rows } = await trx.raw<{ rows: { 'QUERY PLAN': { Plan: Plan }[] }[] }>(
        `explain (format json) execute one${values === '' ? '' : ` (${values})`}`,
      )
      await trx.raw('deallocate one')
      for (const node of rows[0]?.['QUERY PLAN'].flatMap(({ Plan: plan }) => nodesOf(plan)) ?? [])
        if (isReadWhole(node)) found.add(node['Relation Name'] ?? '')
    })
  }
  return [...found]
}

const literal = (db: Db, value: unknown): string => {
  const array = Array.isArray(value) ? `{${value.map((each) => JSON.stringify(String(each))).join(',')}}` : value
  return db.raw('?', [array as string]).toQuery()
}

describe('with many parishes and initiatives', () => {
  test('no list reads a big table from end to end', { timeout: 600_000 }, async ({ committedDb }) => {
    const { rows } = await committedDb.raw<{ rows: [{ name: string }] }>('select current_database() as name')
    const owner = connect(inDatabase(inject('server').ownerUrl, rows[0].name), 1, { patience: 600_000 })
    await writeMany(owner, { parishes: 4000, initiatives: 40_000 })
    await owner.destroy()
    const app = await appOn(committedDb)
    const wrong: string[] = []
    for (const [member, paths] of lists) {
      const reader = await visitor(app, committedDb, member && `${member}@example.org`)
      for (const path of paths) {
        const statements = await sentBy(committedDb, () => reader.get(`/lv${path}`).expect(200))
        for (const statement of statements) {
          const whole = (await readWhole(committedDb, statement)).filter((table) => big.includes(table))
          if (whole.length > 0)
            wrong.push(`${member ?? 'visitor'} ${path}: ${whole.join()} in ${statement.sql.slice(0, 300)}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})
