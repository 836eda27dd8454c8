import type { Config } from '#config.ts'
import { openStore } from '#platform/files/store.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { eraseAgain, noteBeside } from '#modules/privacy/erasure/note-commands.ts'
import { retainAll } from '#modules/privacy/retention/commands.ts'
import { today } from '#platform/values/day.ts'
import { flagsOf } from './args.ts'
import { withDatabase } from './schema.ts'

/** `erase-again` */
export async function eraseAgainAfterRestore(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  const { modules } = await import('#modules.ts')
  const store = await openStore(config.filesFolder, config.filesS3)
  await withDatabase(config, async (db) => {
    const register = registerOf(modules)
    const { erased, gone } = await eraseAgain(db, store, register)
    console.log(`Erased again: ${erased}. Erasures that found nobody any more: ${gone}.`)
    // The dump brought back what the nights since then removed.
    const present = today(() => new Date())
    const rows = await retainAll(db, { register, present, retentionUntil: config.retentionUntil })
    await noteBeside(db, store)
    console.log(`Removed as its time is over, in rows: ${rows}.`)
  })
}
