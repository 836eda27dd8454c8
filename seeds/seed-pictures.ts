import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { receiveFile } from '#platform/files/commands.ts'
import type { Store } from '#platform/files/store.ts'
import { changeInitiativeFiles } from '#modules/initiatives/initiative/commands.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { stickerDrawing, stickerShown } from './demo/equipment/sticker.ts'
import { demoImages, type DemoImage } from './demo/pictures.ts'
import { seed } from './seed.ts'
import { seedEvidence } from './seed-attendance.ts'

/** The demonstration with its pictures, whose content is in the store. */
export const seedWithPictures = (store: Store) => async (db: Db) => {
  const folder = await mkdtemp(join(tmpdir(), 'act-local-pictures-'))
  try {
    await seed(db, (by) => sticker(db, store, folder, by), store)
    for (const drawing of demoImages) await show(db, store, folder, drawing)
    await seedEvidence(db, store, folder, (name) => personOf(db, name))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function show(db: Db, store: Store, folder: string, { initiative: slug, by, name, alt, svg }: DemoImage) {
  const person = await personOf(db, by)
  const initiative = await db('initiatives').where({ slug }).first<{ id: string } | undefined>('id')
  if (!initiative) throw new Error(`there is no ${slug}`)
  const path = join(folder, slug)
  await sharp(Buffer.from(svg)).resize(1200).png({ palette: true }).toFile(path)
  const file = await receiveFile(db, store, person, { path, name })
  await transact(db, person, async (tx) => {
    await changeInitiativeFiles(tx, initiative, {
      photo: { added: [file], removed: [] },
      document: { added: [], removed: [] },
    })
    await tx.db('files').where({ id: file.id }).update({ alt })
  })
}

async function personOf(db: Db, name: string): Promise<{ id: string }> {
  const person = await findPersonByEmail(db, `${name}@example.org`)
  if (!person) throw new Error(`nobody in the cast is called ${name}`)
  return person
}

async function sticker(db: Db, store: Store, folder: string, by: { id: string }) {
  const path = join(folder, 'emblem')
  await sharp(Buffer.from(stickerDrawing)).resize(1200).png({ palette: true }).toFile(path)
  const file = await receiveFile(db, store, by, { path, name: 'emblem.png' })
  await db('files').where({ id: file.id }).update({ alt: stickerShown })
  return file
}
