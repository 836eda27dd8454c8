import type { Config } from '#config.ts'
import { openStore } from '#platform/files/store.ts'
import { registerOf } from '#modules/privacy/register/register.ts'
import { eraseAgain } from '#modules/privacy/erasure/note-commands.ts'
import { flagsOf } from './args.ts'
import { withDatabase } from './schema.ts'

/** `erase-again` */
export async function eraseAgainAfterRestore(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  const { modules } = await import('#modules.ts')
  const store = await openStore(config.filesFolder, config.filesS3)
  await withDatabase(config, async (db) => {
    const { erased, gone } = await eraseAgain(db, store, registerOf(modules))
    console.log(`Erased again: ${erased}. Erasures that found nobody any more: ${gone}.`)
  })
}
