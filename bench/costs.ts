import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { startEmbedded, type EmbeddedServer } from '#platform/db/embedded.ts'

/** A token with which the portal tells its own CPU time. */
export const metricsToken = 'the-benchmark-asks'
const requests = 40

/** Asks the server as its superuser, from the passwords in its folder. */
async function asSuperuser(folder: string, server: EmbeddedServer, texts: string[]): Promise<pg.QueryResult[]> {
  const { superuser } = JSON.parse(readFileSync(join(folder, 'postgres-passwords.json'), 'utf8')) as {
    superuser: string
  }
  const url = Object.assign(new URL(server.appUrl), { username: 'postgres', password: superuser })
  const client = new pg.Client(url.href)
  await client.connect()
  try {
    const results: pg.QueryResult[] = []
    for (const text of texts) results.push(await client.query(text))
    return results
  } finally {
    await client.end()
  }
}

/** The server in `folder`, started anew so that it counts what its statements cost when told to. */
export async function startCounting(folder: string, server: EmbeddedServer): Promise<EmbeddedServer> {
  await asSuperuser(folder, server, [
    `alter system set shared_preload_libraries = 'pg_stat_statements'`,
    `alter system set pg_stat_statements.track = 'none'`,
  ])
  await server.stop()
  const counting = await startEmbedded(folder)
  await asSuperuser(folder, counting, [
    'create extension pg_stat_statements',
    `alter system set pg_stat_statements.track_planning = on`,
  ])
  return counting
}

const switched = (track: 'top' | 'none') => [
  `alter system set pg_stat_statements.track = '${track}'`,
  'select pg_reload_conf()',
]

/** What a page costs each time it is asked for, one request after the other: milliseconds, queries, bytes. */
export async function costsOf(
  { folder, server, origin }: { folder: string; server: EmbeddedServer; origin: string },
  path: string,
  headers: Record<string, string>,
): Promise<string> {
  const ask = async () => Buffer.from(await (await fetch(origin + path, { headers })).arrayBuffer())
  await asSuperuser(folder, server, switched('top'))
  const page = await ask()
  await asSuperuser(folder, server, ['select pg_stat_statements_reset()'])
  const before = await secondsOf(origin)
  for (let at = 0; at < requests; at++) await ask()
  const node = ((await secondsOf(origin)) - before) * 1000
  const sums = `select sum(total_plan_time) as plan, sum(total_exec_time) as run, sum(calls)::int as calls
    from pg_stat_statements where userid = 'act_local'::regrole`
  const [found] = await asSuperuser(folder, server, [sums, ...switched('none')])
  const { plan, run, calls } = found?.rows[0] as { plan: number; run: number; calls: number }
  const each = (sum: number) => (sum / requests).toFixed(2)
  const size = ({ length }: Buffer) => `${Math.round(length / 1000)} kB`
  return (
    `database ${each(plan)} ms planning + ${each(run)} ms, Node ${each(node)} ms, ` +
    `${(calls / requests).toFixed(1)} queries, ${size(page)}, packed ${size(gzipSync(page))}`
  )
}

/** The CPU seconds that the portal has used. */
async function secondsOf(origin: string): Promise<number> {
  const metrics = await fetch(`${origin}/metrics`, { headers: { Authorization: `Bearer ${metricsToken}` } })
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(await metrics.text())?.[1])
}
