import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import { isActive } from './formats/active-content.ts'
import { limits, Refused, type StoredFile } from './formats/file.ts'
import { detectFileType, type DetectedFile } from './formats/file-type.ts'
import { harmlessName } from './formats/file-name.ts'
import { keyOf, smallKeyOf, type Store } from './store.ts'

/** A file that somebody sent or the seeds bring, on this machine's disk; beside it what is made of it is put. */
export interface ReceivedFile {
  path: string
  name: string
}

export class StoreUnavailable extends Error {}

/** Keeps a file for whoever sent it, until a record is made to refer to it. Throws Refused, or StoreUnavailable with nothing kept. */
export async function receiveFile(
  db: Db,
  store: Store,
  by: { id: string | null },
  sent: ReceivedFile,
): Promise<StoredFile> {
  if (by.id !== null && (await sentToday(db, by.id)) > limits.dayBytes) throw new Refused('file_day')
  const inspected = await detectFileType(sent.path, sent.name)
  const sha256 = await hashOf(inspected.path)
  const { size: bytes } = await stat(inspected.path)
  await putAll(store, sha256, inspected, bytes)
  const { type, picture } = inspected
  const active = picture === null && (await isActive(type, await readFile(inspected.path)))
  const row = { sha256, bytes, type, name: harmlessName(sent.name, type), active, uploadedBy: by.id }
  return transact(db, by, async (tx) => {
    await lockContent(tx, sha256)
    const [file] = await tx
      .db('files')
      .insert({ ...row, width: picture?.width, height: picture?.height })
      .returning('*')
    // Between writing and here the same content may have been tidied away as nobody's: then it is written again.
    await putAll(store, sha256, inspected, bytes)
    await tx.record('file.received', file.id, { type, bytes, sha256 })
    return file as StoredFile
  })
}

/** Keeps a PDF that the portal made, within the transaction that it belongs to. */
export async function storePdf(
  tx: AuditedTransaction,
  store: Store,
  { pdf, name }: { pdf: Buffer; name: string },
): Promise<StoredFile> {
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const folder = await mkdtemp(join(tmpdir(), 'printed-'))
  try {
    const path = join(folder, 'document.pdf')
    await writeFile(path, pdf)
    await lockContent(tx, sha256)
    await putAll(store, sha256, { type: 'pdf', path, picture: null }, pdf.length)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const row = { sha256, bytes: pdf.length, type: 'pdf', name, active: false, uploadedBy: tx.personId }
  const [file] = await tx.db('files').insert(row).returning('*')
  await tx.record('file.received', file.id, { type: 'pdf', bytes: pdf.length, sha256 })
  return file as StoredFile
}

const sentToday = async (db: Db, id: string): Promise<number> => {
  const row = await db('files')
    .where({ uploadedBy: id })
    .where('uploadedAt', '>', db.raw(`now() - interval '1 day'`))
    .first<{ sum: number | null }>(db.raw('sum(bytes)'))
  return row.sum ?? 0
}

async function putAll(store: Store, sha256: string, { path, picture }: DetectedFile, bytes: number) {
  try {
    await store.put(keyOf(sha256), path, bytes)
    if (picture) await store.put(smallKeyOf(sha256), picture.smallPath, (await stat(picture.smallPath)).size)
  } catch (error) {
    throw new StoreUnavailable('the file could not be kept', { cause: error })
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Nobody else keeps or forgets files of this content until the transaction ends. */
export const lockContent = ({ db }: AuditedTransaction, sha256: string) =>
  db.raw('select pg_advisory_xact_lock(hashtext(?))', [`file ${sha256}`])

/** Writes what pictures show, in the language it was typed in. */
export async function describeFile(
  tx: AuditedTransaction,
  writing: Locale,
  described: readonly (StoredFile & { typed: string })[],
) {
  for (const { id, alt, typed } of described) {
    if ((alt?.[writing] ?? '') === typed) continue
    await tx
      .db('files')
      .where({ id })
      .update({ alt: setTranslation(writing, alt, typed) })
  }
}
