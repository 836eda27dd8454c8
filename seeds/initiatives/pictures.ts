import { join } from 'node:path'
import sharp from 'sharp'
import { z } from 'zod'
import type { Db } from '#platform/db/connection.ts'
import { transact } from '#platform/db/transact.ts'
import { receiveFile } from '#platform/files/commands.ts'
import type { Store } from '#platform/files/store.ts'
import { changeInitiativeFiles } from '#modules/initiatives/initiative/commands.ts'
import { idIn } from '../look-up.ts'
import type { People } from '../people/seed.ts'
import { readStory, text } from '../story.ts'
import { drawings } from './drawings.ts'

const pictures = z.array(
  z.strictObject({
    initiative: z.string(),
    by: z.string(),
    name: z.string(),
    alt: text,
    drawing: z.enum(Object.keys(drawings) as (keyof typeof drawings)[]),
  }),
)

/** Shows initiatives in pictures, whose content is in the store. */
export async function seedPictures(db: Db, store: Store, folder: string, people: People): Promise<void> {
  for (const { initiative: slug, by, name, alt, drawing } of readStory('initiatives/pictures.json', pictures)) {
    const person = await people(by)
    const initiative = { id: await idIn(db, 'initiatives', { slug }) }
    const path = join(folder, slug)
    await sharp(Buffer.from(drawings[drawing])).resize(1200).png({ palette: true }).toFile(path)
    const file = await receiveFile(db, store, person, { path, name })
    await transact(db, person, async (tx) => {
      const photo = { added: [file], removed: [] }
      await changeInitiativeFiles(tx, initiative, { photo, document: { added: [], removed: [] } })
      await tx.db('files').where({ id: file.id }).update({ alt })
    })
  }
}
