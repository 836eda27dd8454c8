import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#config.ts'
import { writeAtomically } from '#platform/db/embedded/atomic-write.ts'
import type { SealingKeys } from '#platform/values/sealed.ts'
import { StartupError } from '#platform/values/startup-error.ts'

/** Sessions must outlive a restart, so a portal without SESSION_SECRET keeps one in its data folder. */
export async function loadSessionSecret({ sessionSecret, dataFolder }: Config): Promise<string> {
  return sessionSecret ?? (await keptSecret('SESSION_SECRET', join(dataFolder, 'session-secret'), dataFolder))
}

/** What the secrets of second factors are sealed with: they must be opened after a restart too. */
export async function loadFactorKeys({ factorKeys, dataFolder }: Config): Promise<SealingKeys> {
  const { earlier } = factorKeys
  const present = factorKeys.present ?? (await keptSecret('FACTOR_KEY', join(dataFolder, 'factor-key'), dataFolder))
  return { present: Buffer.from(present, 'hex'), earlier: earlier ? Buffer.from(earlier, 'hex') : null }
}

async function keptSecret(variable: string, file: string, folder: string): Promise<string> {
  try {
    return await readFile(file, 'utf8').catch(() => makeSecret(file, folder))
  } catch (error) {
    throw new StartupError(
      `${variable} is not set, and none can be kept in ${folder} (${(error as Error).message}): ` +
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
