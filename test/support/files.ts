import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { receiveFile } from '#platform/files/commands.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import { dataFolder, testStore, type Visitor } from './portal.ts'

/** A photo as a telephone takes it: with the name of who took it, and where. */
export const photo = (width = 1200, height = 900, orientation = 1): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#4a7' } })
    .withExif({ IFD0: { Artist: 'Secret Photographer' }, IFD3: { GPSLatitude: '57/1 30/1 0/1' } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer()

const begun = new Date(performance.timeOrigin)

/** The files that came in since this test file began; those of the story were there before. */
export const filesSince = (db: Db) => db('files').where('uploadedAt', '>', begun)

/** The shortest PDF that is one. */
export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

/** A file that is kept, sent by this person or by nobody. */
export async function keptFile(
  db: Db,
  kind: 'photo' | 'document',
  by: { id: string | null } = system,
): Promise<StoredFile> {
  const folder = await mkdtemp(join(dataFolder, 'kept-'))
  const path = join(folder, 'file')
  await writeFile(path, kind === 'photo' ? await photo(40, 30) : pdf)
  const file = await receiveFile(db, await testStore(), by, { path, name: `${kind}.bin` })
  await rm(folder, { recursive: true })
  return file
}

export interface Sent {
  fields?: Record<string, string | string[]>
  files?: readonly (readonly [field: string, content: Buffer, name: string])[]
}

/** Sends a form with files as a browser does. */
export function send(person: Visitor, to: string, { fields = {}, files = [] }: Sent) {
  const request = person.post(to)
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) void request.field(name, value)
  for (const [field, content, name] of files) void request.attach(field, content, name)
  return request
}
