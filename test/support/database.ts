import { createHash } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, type Db } from '#db/db.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { perform, system } from '#db/act.ts'
import { seedCast } from '../../seeds/cast.ts'
import { seedPlaces } from '../../seeds/places.ts'
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
  }
}

const contents: Record<Template, (db: Db) => Promise<void>> = {
  cast: async (db) => {
    await perform(db, system, seedPlaces)
    await perform(db, system, seedCast)
  },
  demo: seed,
}

const source = createHash('sha1')
for (const file of globSync('{migrations,seeds,src}/**/*.{ts,json}').sort()) source.update(readFileSync(file))
const edition = source.digest('hex').slice(0, 10)

/** The same server, another database. */
export const inDatabase = (url: string, name: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

export const templateName = (template: Template): string => `template_${template}_${edition}`

async function prepareTemplate({ ownerUrl, appUrl }: Server, template: Template) {
  const name = templateName(template)
  const server = connect(inDatabase(ownerUrl, 'postgres'), 1)
  const known = await server('pgDatabase').where({ datname: name }).first('datname')
  if (!known) {
    await server.raw('create database ??', [name])
    await migrate(inDatabase(ownerUrl, name), new URL(appUrl).username)
    const db = connect(inDatabase(appUrl, name), 1)
    await contents[template](db)
    await db.destroy()
  }
  await server.destroy()
}

/** Before all tests: a PostgreSQL of their own (or the one TEST_OWNER_URL and TEST_APP_URL name), with both templates. */
export default async function setup(project: TestProject) {
  const { TEST_OWNER_URL: ownerUrl, TEST_APP_URL: appUrl } = process.env
  const folder = mkdtempSync(join(tmpdir(), 'act-local-test-'))
  const embedded = ownerUrl && appUrl ? null : await startEmbedded(folder)
  const server = embedded
    ? { ownerUrl: embedded.ownerUrl, appUrl: embedded.appUrl }
    : { ownerUrl: ownerUrl ?? '', appUrl: appUrl ?? '' }

  await prepareTemplate(server, 'cast')
  await prepareTemplate(server, 'demo')
  project.provide('server', server)

  return async () => {
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
