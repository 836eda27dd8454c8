import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StartupError } from '#platform/values/startup-error.ts'
import { connect, type Db } from '#platform/db/connection.ts'
import { noteParts, refuseTorn } from './complete-schema.ts'
import { buildQueues, dropQueues, grantQueues, queuesAreCurrent, queuesAreNewer } from './job-queue-schema.ts'

const settings = { directory: 'migrations', loadExtensions: ['.ts'], tableName: 'migrations' }
const longestMigration = 3_600_000
const changeable = [
  ...['version', 'state', 'title', 'introduction', 'least_score', 'most_score'],
  ...['published_by', 'published_at', 'retired_at'],
]
const names = () =>
  readdirSync(settings.directory)
    .filter((name) => name.endsWith('.ts'))
    .sort()

/** The names of migrations that have run on the database, oldest first; none on an empty one. */
export async function migrationsRun(db: Db): Promise<string[]> {
  if (!(await db.schema.hasTable('migrations'))) return []
  const run: { name: string }[] = await db('migrations').orderBy('id').select('name')
  return run.map(({ name }) => name)
}

/**
 * Whether this version of the portal works with the database's schema: it has all that this version knows, and what a newer
 * one added does not break it.
 */
export async function isCurrent(db: Db): Promise<boolean> {
  const run = await migrationsRun(db)
  const isKnown = hasAll(run) && (unknownIn(run).length === 0 || (await toleratesUs(db)))
  return isKnown && ((await queuesAreCurrent(db)) || (await queuesAreNewer(db)))
}

const hasAll = (run: string[]) => names().every((name) => run.includes(name))
const unknownIn = (run: string[]) => run.filter((name) => !names().includes(name))

// The schema says which migration the code must know that works with it: the last that breaks code from before it.
const needs = 'needs '

async function toleratesUs(db: Db): Promise<boolean> {
  const { rows } = await db.raw<{ rows: [{ comment: string | null }] }>(
    `select obj_description('migrations'::regclass) as comment`,
  )
  const { comment } = rows[0]
  return comment?.startsWith(needs) === true && names().includes(comment.slice(needs.length))
}

async function sayWhatItNeeds(db: Db): Promise<void> {
  const all = names()
  let last = all[0] ?? ''
  for (const name of all) {
    const migration = (await import(pathToFileURL(resolve(settings.directory, name)).href)) as { breaking?: boolean }
    if (migration.breaking) last = name
  }
  const { rows } = await db.raw<{ rows: [{ text: string }] }>('select quote_literal(?) as text', [`${needs}${last}`])
  await db.raw(`comment on table migrations is ${rows[0].text}`)
}

/** Throws StartupError where parts of the schema are missing, or the database has a migration that this version neither knows nor works with. */
export async function refuseForeign(db: Db): Promise<void> {
  const run = await migrationsRun(db)
  const unknown = unknownIn(run)
  await refuseTorn(db)
  // A newer version has run all that this one has, and more.
  if (unknown[0] !== undefined && !hasAll(run)) throw new StartupError(tooOld(unknown[0]))
  if (unknown.length > 0 && (await toleratesUs(db))) unknown.length = 0
  if (await queuesAreNewer(db)) unknown.push('pg-boss')
  if (unknown.length === 0) return
  throw new StartupError(
    `The database was migrated by a newer version of the portal (${unknown.join(', ')}): start that version, or restore a backup made before it.`,
  )
}

const tooOld = (first: string) =>
  `The database was made by a version from before the first release (${first}), which this one cannot bring up to date: ` +
  'copy what you want to keep with that version, then remove the data folder that DATA_DIR names (.data), or name an empty database in DATABASE_URL.'

/**
 * Brings the schema up to date as its owner, one process at a time, and grants the application's role what it needs.
 * Where the two roles are one, the triggers alone guard the audit log.
 */
export async function migrate(ownerUrl: string, applicationRole: string): Promise<void> {
  const db = connect(ownerUrl, 2, { patience: longestMigration, prepared: false })
  try {
    await refuseForeign(db)
    // A process that is given the application's role only may start where there is nothing to migrate.
    if (new URL(ownerUrl).username === applicationRole && (await isCurrent(db))) return
    await alone(db, async () => {
      if (!hasAll(await migrationsRun(db))) {
        // The advisory lock is ours, so Knex's own can only be a leftover of a migration that was cut off.
        await db.migrate.forceFreeMigrationsLock(settings)
        await db.migrate.latest(settings)
        await sayWhatItNeeds(db)
        await noteParts(db)
      }
      await buildQueues(db)
      await grant(db, applicationRole)
    })
  } finally {
    await db.destroy()
  }
}

/** Whether the role of this connection owns the tables, and so could switch off what guards them. */
export async function ownsTables(db: Db): Promise<boolean> {
  const { rows } = await db.raw<{ rows: [{ owns: boolean }] }>(
    `select exists (select from pg_tables where schemaname = 'public' and pg_has_role(tableowner, 'usage')) as owns`,
  )
  return rows[0].owns
}

/** Takes every migration back, newest first. */
export async function rollbackMigrations(db: Db): Promise<void> {
  await dropQueues(db)
  await db.migrate.rollback(settings, true)
  await noteParts(db)
}

// Several processes of a new version may start at once: the advisory lock lets one migrate while the others wait.
async function alone(db: Db, run: () => Promise<unknown>) {
  await db.transaction(async (trx) => {
    await trx.raw('set local statement_timeout = 0')
    await trx.raw('select pg_advisory_xact_lock(778)')
    await run()
  })
}

async function grant(db: Db, role: string) {
  const { rows } = await db.raw<{ rows: [{ owner: string }] }>('select current_user as owner')
  if (rows[0].owner === role) return
  await grantQueues(db, role)
  await db.raw('grant usage on schema public to ??', [role])
  await db.raw('grant select, insert, update, delete on all tables in schema public to ??', [role])
  await db.raw('grant usage on all sequences in schema public to ??', [role])
  await db.raw('revoke update, delete on audit_log, plan_versions from ??', [role])
  await db.raw('grant update (superseded_at) on plan_versions to ??', [role])
  // Drafts of a methodology are worked on; which one they are of never changes, and triggers keep what was published.
  await db.raw('revoke update on methodology_versions from ??', [role])
  await db.raw('grant update (??) on methodology_versions to ??', [changeable, role])
  await db.raw('revoke update, delete on plan_submissions, plan_outcomes, plan_notes, plan_conditions from ??', [role])
  await db.raw(
    'grant update (version, met_by, met_at, met_note, confirmed_by, confirmed_at) on plan_conditions to ??',
    [role],
  )
  await db.raw('revoke update, delete on timesheet_submissions, timesheet_confirmations, timesheet_approvals from ??', [
    role,
  ])
  await db.raw('revoke update, delete on handover_conditions, handover_proofs, handover_proof_reviews from ??', [role])
  await db.raw('revoke update, delete on data_reads, erasures from ??', [role])
  await db.raw('grant update (noted_at) on erasures to ??', [role])
  await db.raw('revoke update on consents from ??', [role])
  await db.raw('grant update (withdrawn_at, withdrawn_by) on consents to ??', [role])
  // A file that was kept does not change, but for the words that say what a picture shows, and what is found in it once.
  await db.raw('revoke update on files from ??', [role])
  await db.raw('grant update (alt, active) on files to ??', [role])
  await db.raw('revoke insert, update, delete on migrations, migrations_lock from ??', [role])
}
