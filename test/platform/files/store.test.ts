import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { system } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { receiveFile } from '#platform/files/commands.ts'
import { keyOf, type Store } from '#platform/files/store.ts'
import { deleteOrphans } from '#platform/files/orphan-commands.ts'
import { filesSince, pdf, photo, send } from '../../support/files.ts'
import { appOn, dataFolder, visitor } from '../../support/portal.ts'
import { waitsForALock } from '../../support/queries.ts'
import { storeKinds, storeIn } from '../../support/stores.ts'
import { testOfDemo as test } from '../../support/test.ts'

const initiative = '/en/initiatives/gaujienas-kopienas-virtuve'
const words = { 'photos.alt': 'The kitchen' }

const keysOf = async (store: Store) => {
  const keys: string[] = []
  for await (const { key } of store.list()) keys.push(key)
  return keys.sort()
}
const staffWith = async (db: Db, store: Store) => visitor(await appOn(db, { store }), db, 'ape@example.org')
const stored = z.object({ id: z.string(), sha256: z.string() })
const filesIn = async (db: Db) => z.array(stored).parse(await filesSince(db).orderBy('type'))
const at = (hours: number) => () => new Date(Date.now() + hours * 3_600_000)
const tidyLater = (db: Db, store: Store) => deleteOrphans(db, store, join(dataFolder, 'uploads'), at(25))

describe.each(storeKinds)('in %s', (place) => {
  const withStore = test.extend('kept', async ({}, { onCleanup }) => {
    const kept = await storeIn(place)
    onCleanup(() => kept.close())
    return kept.store
  })

  withStore(
    'files are kept under the hash of what is kept of them, and come back as they are',
    async ({ db, kept }) => {
      const staff = await staffWith(db, kept)
      await send(staff, `${initiative}/files`, {
        fields: words,
        files: [
          ['photos', await photo(), 'stove.jpg'],
          ['documents', pdf, 'rental agreement.pdf'],
        ],
      }).expect(303)
      const [picture, document] = z.tuple([stored, stored]).parse(await filesIn(db))
      expect(document.sha256).toBe(createHash('sha256').update(pdf).digest('hex'))
      expect(await keysOf(kept)).toEqual(
        [keyOf(picture.sha256), `${keyOf(picture.sha256)}-small`, keyOf(document.sha256)].sort(),
      )
      const drawn = await buffer(await kept.read(keyOf(picture.sha256)))
      expect(createHash('sha256').update(drawn).digest('hex')).toBe(picture.sha256)

      const { body, headers } = await staff.get(`${initiative}/documents/${document.id}`).expect(200)
      expect((body as Buffer).equals(pdf)).toBe(true)
      expect(headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="rental agreement.pdf"; filename*=UTF-8''rental%20agreement.pdf`,
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cache-control': 'no-store',
      })
      const small = await staff.get(`${initiative}/photos/${picture.id}/small`).expect(200)
      expect((await sharp(small.body as Buffer).metadata()).width).toBe(480)
    },
  )

  withStore('what two people send alike is kept once, and goes with the last of them', async ({ db, kept }) => {
    const staff = await staffWith(db, kept)
    const twice = [pdf, pdf].map((content, at) => ['documents', content, `${at}.pdf`] as const)
    await send(staff, `${initiative}/files`, { files: twice }).expect(303)
    const [first] = z
      .tuple([stored])
      .rest(stored)
      .parse(await filesIn(db))
    expect(await keysOf(kept)).toEqual([keyOf(first.sha256)])

    await db('initiativeFiles').where({ fileId: first.id }).delete()
    expect(await tidyLater(db, kept)).toEqual({ forgotten: 1, swept: 0 })
    expect(await keysOf(kept)).toEqual([keyOf(first.sha256)])
    await db('initiativeFiles').delete()
    expect(await tidyLater(db, kept)).toEqual({ forgotten: 1, swept: 0 })
    expect(await keysOf(kept)).toEqual([])
  })

  withStore('what a form still holds is left for a day', async ({ db, kept }) => {
    const staff = await staffWith(db, kept)
    await send(staff, `${initiative}/files`, { files: [['photos', await photo(), 'a.jpg']] }).expect(422)
    expect(await deleteOrphans(db, kept, join(dataFolder, 'uploads'), at(23))).toEqual({ forgotten: 0, swept: 0 })
    expect(await keysOf(kept)).toHaveLength(2)
    expect(await tidyLater(db, kept)).toEqual({ forgotten: 1, swept: 0 })
    expect(await keysOf(kept)).toEqual([])
  })

  withStore('content that no file has, and what broke off half-way, is swept away', async ({ db, kept }) => {
    const path = join(dataFolder, 'stray')
    await writeFile(path, 'stray')
    for (const key of [keyOf('ab'.repeat(32)), `incoming/${randomUUID()}`, 'somebody else.txt'])
      await kept.put(key, path, 5)
    const uploads = join(dataFolder, 'uploads', randomUUID())
    await mkdir(uploads, { recursive: true })
    expect(await tidyLater(db, kept)).toEqual({ forgotten: 0, swept: 2 })
    expect(await keysOf(kept)).toEqual(['somebody else.txt'])
    expect(existsSync(uploads)).toBe(false)
  })

  withStore('a record that takes a file at the last moment keeps it', async ({ committedDb, kept }) => {
    const path = join(dataFolder, 'late')
    await writeFile(path, pdf)
    const { id } = await receiveFile(committedDb, kept, system, { path, name: 'late.pdf' })
    const initiativeId = (await committedDb('initiatives').first<{ id: string }>('id')).id
    const record = await committedDb.transaction()
    await record('initiativeFiles').insert({ initiativeId, fileId: id, kind: 'document' })
    const tidied = tidyLater(committedDb, kept)
    await expect.poll(() => waitsForALock(committedDb)).toBeGreaterThan(0)
    await record.commit()
    expect(await tidied).toMatchObject({ forgotten: 0 })
    expect(await committedDb('files').where({ id })).toHaveLength(1)
    await committedDb('initiativeFiles').where({ fileId: id }).delete()
    expect(await tidyLater(committedDb, kept)).toMatchObject({ forgotten: 1 })
  })
})

describe('a file that was kept', () => {
  test.for(['sha256', 'bytes', 'name'])('is safe from the portal itself: %s', async (column, { committedDb }) => {
    await expect(committedDb('files').update({ [column]: null })).rejects.toMatchObject({ code: '42501' })
  })
})
