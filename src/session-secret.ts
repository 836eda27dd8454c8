import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#config.ts'
import { writeAtomically } from '#platform/db/embedded/atomic-write.ts'
import { StartupError } from '#platform/values/startup-error.ts'

/** Sessions must outlive a restart, so a portal without SESSION_SECRET keeps one in its data folder. */
export async function loadSessionSecret({ sessionSecret, dataFolder }: Config): Promise<string> {
  if (sessionSecret) return sessionSecret
  const file = join(dataFolder, 'session-secret')
  try {
    return await readFile(file, 'utf8').catch(() => makeSecret(file, dataFolder))
  } catch (error) {
    throw new StartupError(
      `SESSION_SECRET is not set, and none can be kept in ${dataFolder} (${(error as Error).message}): ` +
        'set it, or name a folder of your own with DATA_DIR.',
    )
  }
}

async function makeSecret(file: string, folder: string): Promise<string> {
  const secret = randomBytes(32).toString('hex')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeAtomically(file, secret, folder)
  return secret
}
