import { PgBoss } from 'pg-boss'
import about from 'pg-boss/package.json' with { type: 'json' }
import { plainPool, type Db } from '#platform/db/connection.ts'

/** The schema of pg-boss, which keeps what is done again and again. */
const queueSchema = 'queues'

/** pg-boss over connections of ours: nobody but the owner builds its schema, and it starts only on the right one. */
export const queuesOn = (db: Db, { building = false, lookEvery = 10 } = {}): PgBoss =>
  new PgBoss({
    db: { executeSql: async (text, values) => plainPool(db).query(text, values) },
    schema: queueSchema,
    migrate: building,
    createSchema: building,
    supervise: !building,
    schedule: !building,
    // Rebuilding an index is its owner's, and the queues hold a row a minute.
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    cronMonitorIntervalSeconds: Math.max(1, Math.floor(3 * lookEvery)),
    cronWorkerIntervalSeconds: Math.max(1, lookEvery / 2),
  })

/** Whether the queues are those that this version of pg-boss was written for; null where there are none. */
async function versionOf(db: Db): Promise<number | null> {
  const { rows } = await db.raw<{ rows: [{ there: boolean }] }>('select to_regclass(?) is not null as there', [
    `${queueSchema}.version`,
  ])
  if (!rows[0].there) return null
  const row: { version: number } | undefined = await db.withSchema(queueSchema).from('version').first('version')
  return row?.version ?? null
}

export const queuesAreCurrent = async (db: Db): Promise<boolean> => (await versionOf(db)) === about.pgboss.schema

/** Whether a newer pg-boss than ours has been here. */
export const queuesAreNewer = async (db: Db): Promise<boolean> => ((await versionOf(db)) ?? 0) > about.pgboss.schema

/** Builds the queues' schema, or brings it up to date, as its owner. */
export async function buildQueues(db: Db): Promise<void> {
  if (await queuesAreCurrent(db)) return
  const boss = queuesOn(db, { building: true })
  let fault: unknown
  boss.on('error', (error) => (fault ??= error))
  await boss.start()
  // What a newer version builds beside the running ones is built before the application's role comes.
  for (;;) {
    const left = (await boss.getBamStatus()).filter(({ status }) => status === 'pending' || status === 'in_progress')
    if (left.length === 0 || fault !== undefined) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await boss.stop({ close: false, graceful: false })
  if (fault !== undefined) throw fault as Error
}

export const dropQueues = (db: Db): Promise<unknown> => db.raw('drop schema if exists ?? cascade', [queueSchema])

/** What the application's role needs of the queues: their rows, and no more. */
export async function grantQueues(db: Db, role: string): Promise<void> {
  await db.raw('grant usage on schema ?? to ??', [queueSchema, role])
  await db.raw('grant select, insert, update, delete on all tables in schema ?? to ??', [queueSchema, role])
  await db.raw('grant usage on all sequences in schema ?? to ??', [queueSchema, role])
  await db.raw('revoke insert, delete on ??.version from ??', [queueSchema, role])
}
