import { randomBytes } from 'node:crypto'
import { open, rename, stat } from 'node:fs/promises'

/** Writes a file that is found whole or not at all, readable only to the owner of `folder`. */
export async function writeAtomically(path: string, text: string, folder: string): Promise<void> {
  const { uid, gid } = await stat(folder)
  const part = `${path}.${randomBytes(4).toString('hex')}`
  const file = await open(part, 'wx', 0o600)
  try {
    if (process.getuid?.() === 0) await file.chown(uid, gid)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}
