import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Db } from '#platform/db/connection.ts'
import { receiveFile } from '#platform/files/commands.ts'
import type { Store } from '#platform/files/store.ts'
import { stickerDrawing, stickerShown } from './equipment/sticker.ts'
import { seedPictures } from './initiatives/pictures.ts'
import { peopleIn } from './people/seed.ts'
import { seed } from './seed.ts'
import { seedEvidence } from './training/attendance.ts'

/** The demonstration with its pictures, whose content is in the store. */
export const seedWithPictures = (store: Store) => async (db: Db) => {
  const folder = await mkdtemp(join(tmpdir(), 'act-local-pictures-'))
  try {
    await seed(db, (trx) => (by) => sticker(trx, store, folder, by), store)
    await seedPictures(db, store, folder, peopleIn(db))
    await seedEvidence(db, store, folder, peopleIn(db))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function sticker(db: Db, store: Store, folder: string, by: { id: string }) {
  const path = join(folder, 'emblem')
  await sharp(Buffer.from(stickerDrawing)).resize(1200).png({ palette: true }).toFile(path)
  const file = await receiveFile(db, store, by, { path, name: 'emblem.png' })
  await db('files').where({ id: file.id }).update({ alt: stickerShown })
  return file
}
