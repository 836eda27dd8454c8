import type { Config } from '#config.ts'
import { openStore } from '#platform/files/store.ts'
import { deleteOrphans } from '#platform/files/orphan-commands.ts'
import { flagsOf } from './args.ts'
import { withDatabase } from './schema.ts'

/** `tidy` */
export async function tidyFiles(config: Config, args: string[]): Promise<void> {
  flagsOf(args, {})
  const store = await openStore(config.filesFolder, config.filesS3)
  await withDatabase(config, async (db) => {
    const { forgotten, swept } = await deleteOrphans(db, store, config.uploadsFolder, () => new Date())
    console.log(`Files that nothing refers to: ${forgotten} forgotten. Content of no file: ${swept} removed.`)
  })
}
