import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { formats } from '#platform/i18n/format.ts'
import { locales } from '#platform/i18n/locale.ts'
import { today } from '#platform/values/day.ts'
import { demoMembers, testOfDemo as test, type Member } from '../support/test.ts'
import type { Visitor } from '../support/portal.ts'

const standsAt = '2020-03-02T22:00:00Z'

// What a person does not read: the machine's own business.
const machine = [
  ...['files.uploaded_at', 'handover_conditions.written_at', 'migrations.migration_time'],
  // A session, of another test too, begins and lasts by the clock of the machine.
  ...['sessions.expire', 'sessions.started_at', 'sessions.seen_at'],
]
// What is planned, due or ends: it may lie ahead.
const ahead = [
  ...['action_items.due_on', 'advice_proposals.on_day', 'cooperations.from_day', 'cooperations.to_day'],
  ...['equipment_items.durable_until', 'initiatives.starts_on', 'plan_conditions.due_on', 'planned_jobs.starts_on'],
  ...['projects.ends_on', 'registrations.offered_until', 'role_assignments.to_day', 'training_dates.on_day'],
  ...['training_dates.begins_at', 'training_dates.ends_at', 'training_days.registration_closes_on'],
  ...['visit_legs.on_day', 'visit_nights.on_day', 'visit_stops.on_day', 'visits.from_day', 'visits.seminar_on'],
  'visits.to_day',
]

async function columnsAfter(db: Db, present: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { table: string; column: string }[] }>(
    `select c.table_name as table, column_name as column from information_schema.columns c
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('date', 'timestamp with time zone')`,
  )
  const found: string[] = []
  for (const { table, column } of rows) {
    if (await db(table).whereRaw('??::timestamptz > ?::timestamptz', [column, present]).first())
      found.push(`${table}.${column}`)
  }
  return found
}

const linksOf = (page: string): string[] =>
  [...page.matchAll(/href="(\/[a-z]{2}(?:\/[^"#?.]*)?)["?#]/g)].map(([, href = '']) => href)

// A page told from the machine's clock names the day on which the tests run.
function machineDays(): string[] {
  const days = [0, 1].map((ago) => today(() => new Date(Date.now() - ago * 86_400_000)))
  return [...days, ...locales.flatMap((locale) => days.map((day) => formats[locale].day(day)))]
}

/** What somebody reads from an address along the links in its language, so many steps far. */
async function pagesFrom(visitor: Visitor, address: string, steps: number): Promise<Map<string, string>> {
  const [, locale = ''] = address.split('/')
  const read = new Map<string, string>()
  let next = [address]
  for (let step = 0; step <= steps && next.length > 0; step++) {
    const found = new Set<string>()
    for (const each of next) {
      const page = await visitor.get(each)
      read.set(each, page.type === 'text/html' ? page.text : '')
      for (const link of linksOf(read.get(each) ?? '')) if (link.startsWith(`/${locale}`)) found.add(link)
    }
    next = [...found].filter((link) => !read.has(link))
  }
  return read
}

// As a demonstration that runs at this moment: its database tells the time of the story, to sessions too.
async function beAt(db: Db, moment: string): Promise<void> {
  await db.raw(`select set_config('act_local.behind', (now() - ?::timestamptz)::text, true)`, [moment])
  await db('sessions').update({ startedAt: db.raw('portal_now()'), seenAt: db.raw('portal_now()') })
}

const namingTheMachinesDay = (pages: Map<string, string>) =>
  [...pages].filter(([, page]) => machineDays().some((day) => page.includes(day))).map(([address]) => address)

describe('A demonstration whose story stands on 2 March 2020', () => {
  test('keeps nothing that happened after it, in whichever table', async ({ db }) => {
    const later = await columnsAfter(db, standsAt)
    expect(later.filter((column) => !machine.includes(column) && !ahead.includes(column))).toEqual([])
  })

  test.for(locales)('never names the day of the machine on a public page in %s', async (locale, { signedInAs }) => {
    const pages = await pagesFrom(await signedInAs(null), `/${locale}`, 3)
    expect(pages.size).toBeGreaterThan(60)
    expect(namingTheMachinesDay(pages)).toEqual([])
  })

  test.for<Member>(demoMembers)('nor on the desk of %s and what it links to', async (member, { signedInAs, db }) => {
    const visitor = await signedInAs(member)
    await beAt(db, '2020-03-02T10:00:00Z')
    const pages = await pagesFrom(visitor, '/en/work', 1)
    expect(pages.size).toBeGreaterThan(10)
    expect(namingTheMachinesDay(pages)).toEqual([])
  })
})
