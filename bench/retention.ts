/**
 * Measures the nightly removal of personal data on a database of its own: so many participants, whose last day was years ago.
 *   node bench/retention.ts 100000
 * Prints the seconds it took, how many runs, and the longest time for which one run held its locks.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modules } from '#modules.ts'
import { retainOnce } from '#modules/privacy/retention/commands.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { connect, type Transaction } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { system, transact } from '#platform/db/transact.ts'
import { day } from '#platform/values/day.ts'
import { seedFacts } from '../seeds/facts.ts'

const participants = Number(process.argv[2] ?? 100_000)
const folder = await mkdtemp(join(tmpdir(), 'act-local-retention-'))
const server = await startEmbedded(folder)
try {
  await migrate(server.ownerUrl, new URL(server.appUrl).username)
  const db = connect(server.appUrl, 2, { patience: 600_000 })
  await transact(db, system, seedFacts)
  await fill(participants)
  const retaining = { register: registerOf(modules), present: day('2026-01-01'), retentionUntil: null }
  const began = performance.now()
  let [runs, rows, longest] = [0, 0, 0]
  for (;;) {
    const at = performance.now()
    const done = await retainOnce(db, retaining)
    longest = Math.max(longest, performance.now() - at)
    if (done === 0) break
    runs += 1
    rows += done
  }
  const seconds = (performance.now() - began) / 1000
  console.log({ participants, rows, runs, seconds: Math.round(seconds * 10) / 10, longestRunMs: Math.round(longest) })

  async function fill(count: number): Promise<void> {
    await db.transaction((trx) => fillWithin(trx, count))
    await db.raw('analyze')
  }

  async function fillWithin(trx: Transaction, count: number): Promise<void> {
    await trx.raw('set local statement_timeout = 0')
    await trx.raw(
      `insert into training_days (slug, kind, title, organiser_id, modality, languages)
      select 'day-' || number, 'theory', '{"source": "lv", "lv": "Diena"}', (select id from territories limit 1), 'onsite', '{lv}'
      from generate_series(1, greatest(1, ?::integer / 100)) as number`,
      [count],
    )
    await trx.raw(`insert into training_dates (day_id, on_day, starts, ends, half_days)
      select id, '2020-03-20', '10:00', '16:00', 2 from training_days`)
    await trx.raw(
      `insert into participants (name, email, phone, locale, created_at)
      select 'Person ' || number, 'person' || number || '@act.example', '+37120000000', 'lv', '2020-03-01'
      from generate_series(1, ?::integer) as number`,
      [count],
    )
    await trx.raw(`insert into registrations (day_id, participant_id, state, position, phone, locale, source, registered_at)
      select days.id, people.id, case when people.number % 5 = 0 then 'cancelled' else 'registered' end, people.number, '+37120000000', 'lv', 'self', '2020-03-01'
      from (select id, row_number() over (order by id) as number from participants) people
      join (select id, row_number() over (order by id) as number, count(*) over () as all_days from training_days) days
        on days.number = 1 + people.number % days.all_days`)
  }
  await db.destroy()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
