import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupError } from '#platform/values/startup-error.ts'
import { writeAtomically } from './atomic-write.ts'

/** The passwords of the server's three roles. */
export interface Secrets {
  superuser: string
  owner: string
  app: string
}

const fileIn = (folder: string) => join(folder, 'postgres-passwords.json')

/** Reads the passwords of the server in this folder, undefined where there are none yet. */
export async function readSecrets(folder: string): Promise<Secrets | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartupError(
      `The database passwords in ${fileIn(folder)} cannot be read (${(error as Error).message}): ` +
        'give the file to the user who starts the portal, or put it back from a backup.',
    )
  }
}

/** Draws the passwords and keeps them where only the folder's owner can read them. */
export async function makeSecrets(folder: string): Promise<Secrets> {
  const draw = () => randomBytes(24).toString('base64url')
  const secrets = { superuser: draw(), owner: draw(), app: draw() }
  await writeAtomically(fileIn(folder), JSON.stringify(secrets, null, 2) + '\n', folder)
  return secrets
}
