import { createHash, randomBytes } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, type Db } from '#platform/db/connection.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/schema/migrate.ts'
import { endIdleWorkers } from '#platform/processes/worker-pool.ts'
import { transact, system } from '#platform/db/transact.ts'
import { inDatabase } from './in-database.ts'
import { seedDemoAccounts } from '../../seeds/people/seed.ts'
import { seedFacts } from '../../seeds/facts.ts'
import { seed } from '../../seeds/seed.ts'

export interface Server {
  ownerUrl: string
  appUrl: string
}

/** Databases that tests clone: the places and the cast alone, or with the whole demonstration story. */
export type Template = 'cast' | 'demo'

declare module 'vitest' {
  interface ProvidedContext {
    server: Server
    templates: Record<Template, string>
    /** What tests keep in files, until the end of the run. */
    folder: string
  }
}

const contents: Record<Template, (db: Db) => Promise<void>> = {
  cast: async (db) => {
    await transact(db, system, seedFacts)
    await transact(db, system, seedDemoAccounts)
  },
  demo: seed,
}

const source = createHash('sha1')
for (const file of globSync('{migrations,seeds,src}/**/*.{ts,json,tsv}').sort()) source.update(readFileSync(file))
const edition = source.digest('hex').slice(0, 10)

/** Made under another name first: a run that was stopped half-way, or another run at the same time, leaves no half template. */
async function prepareTemplate({ ownerUrl, appUrl }: Server, template: Template): Promise<string> {
  const name = `template_${template}_${edition}`
  const server = connect(inDatabase(ownerUrl, 'postgres'), 1)
  const isThere = async () => Boolean(await server('pgDatabase').where({ datname: name }).first('datname'))
  if (!(await isThere())) {
    const draft = `draft_${randomBytes(6).toString('hex')}`
    await server.raw('create database ??', [draft])
    try {
      await migrate(inDatabase(ownerUrl, draft), new URL(appUrl).username)
      const db = connect(inDatabase(appUrl, draft))
      await contents[template](db).finally(() => db.destroy())
      if (!(await isThere())) await server.raw('alter database ?? rename to ??', [draft, name])
    } finally {
      await server.raw('drop database if exists ?? with (force)', [draft])
    }
  }
  await server.destroy()
  return name
}

// The data of tests need not outlive the machine's next failure, and are read again and again.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '256MB' }

/**
 * Before all tests that run the portal: a PostgreSQL of their own (or the one TEST_OWNER_URL and TEST_APP_URL name), with
 * both templates, for all projects.
 */
export default async function setup(project: TestProject) {
  if (project.vitest.projects.every(({ name }) => ['static', 'types'].includes(name))) return
  const { TEST_OWNER_URL: ownerUrl, TEST_APP_URL: appUrl } = process.env
  const folder = mkdtempSync(join(tmpdir(), 'act-local-test-'))
  const embedded = ownerUrl && appUrl ? null : await startEmbedded(join(folder, 'data'), { settings })
  const server = embedded
    ? { ownerUrl: embedded.ownerUrl, appUrl: embedded.appUrl }
    : { ownerUrl: ownerUrl ?? '', appUrl: appUrl ?? '' }

  project.provide('server', server)
  project.provide('folder', folder)
  project.provide('templates', {
    cast: await prepareTemplate(server, 'cast'),
    demo: await prepareTemplate(server, 'demo'),
  })
  endIdleWorkers()

  return async () => {
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
