import { z } from 'zod'
import { modules } from '#modules.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Store } from '#platform/files/store.ts'
import type { Job } from '#platform/jobs/job.ts'
import { privacyModule } from '#modules/privacy/module.ts'
import { readConfig } from '#config.ts'
import { dataFolder, testStore } from './portal.ts'
import { rowOf } from './rows.ts'

interface Running {
  store?: Store
  env?: Record<string, string>
}

/** Does what this job of the privacy module does, as the queue would. */
export async function runPrivacyJob(db: Db, name: string, { store, env = {} }: Running = {}): Promise<void> {
  const config = readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', DATA_DIR: dataFolder, ...env })
  const now = () => new Date('2020-03-02T10:00:00Z')
  const services = { db, now, store: store ?? (await testStore()), config, modules }
  const job = privacyModule.jobs?.(services).find((each: Job) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  await job.run()
}

const parts = z.array(z.union([z.string(), z.looseObject({ to: z.string().optional() })]))

/** The link in the letter of this kind to an address. */
export async function privacyLinkTo(db: Db, recipient: string, kind: string): Promise<string> {
  const letter = db('mailMessages').where({ recipient }).whereLike('once', `${kind}%`).orderBy('postedAt', 'desc')
  const found = await rowOf(letter, { parts })
  return found.parts.flatMap((part) => (typeof part === 'object' && part.to ? [part.to] : []))[0] ?? ''
}
