import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import request, { type Test } from 'supertest'
import { inject } from 'vitest'
import { createApp, type Portal } from '#app.ts'
import { readConfig } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import { isCurrent } from '#platform/db/schema/migrate.ts'
import { keyOf, openStore, smallKeyOf, type Store } from '#platform/files/store.ts'
import { printer } from '#platform/pdf/printer.ts'
import { loadAssets } from '#platform/pages/assets.ts'
import { createPageCache } from '#platform/pages/page-cache.ts'
import { createLog, createMetrics } from '#platform/monitoring/request-log.ts'
import { createPostMemory } from '#platform/web/double-posts.ts'
import { createShortLivedCache } from '#platform/sessions/short-lived-cache.ts'
import { stickerInSmall } from '../../seeds/equipment/sticker.ts'
import { connectionsTo } from './in-memory.ts'
import { dbOfRequest, ownOf, postsOfRequest, printerOfRequest } from './shared-app.ts'

const secret = 'a-secret-that-only-the-tests-know-of'
/** What the tests' portals seal second factors with. */
export const factorKeys = { present: randomBytes(32), earlier: null }
const generous = {
  posts: 100_000,
  postsOfPerson: 100_000,
  scripts: 100_000,
  signIns: 100_000,
  signInsOfAddress: 100_000,
  linksOfAddress: 10_000,
  linksOfAccount: 10_000,
  signInsOfAccount: 100_000,
  invitationsOfPerson: 10_000,
  privacyRequests: 10_000,
  privacyRequestsOfAddress: 10_000,
  registrations: 100_000,
  codesOfSignIn: 100_000,
  codesOfAccount: 100_000,
  recoveryCodes: 100_000,
}
let assets: Portal['assets'] | undefined
let metrics: Portal['metrics'] | undefined
let shared: Promise<RequestListener> | undefined

/** Where the tests of one process keep what is sent to the portal. */
export const dataFolder = mkdtempSync(join(inject('folder'), 'files-'))
let store: Store | undefined

/** The store that `appOn` gives the portal. */
export const testStore = async (): Promise<Store> => (store ??= await openStore(join(dataFolder, 'files'), null))

/** Keeps the one small picture that all photos of the story are. */
export async function linkDemoFiles(): Promise<void> {
  const path = join(dataFolder, 'emblem')
  const sha256 = createHash('sha256').update(stickerInSmall).digest('hex')
  await writeFile(path, stickerInSmall)
  for (const key of [keyOf(sha256), smallKeyOf(sha256)]) await (await testStore()).put(key, path, stickerInSmall.length)
}

/**
 * The portal on a database, as it runs for people; tests change what they are about. Making one takes as long as a page:
 * where nothing is changed, all of a process share the routes of one, and each has its own database and memory.
 */
export async function appOn(db: Db, changes?: Partial<Portal>): Promise<RequestListener> {
  if (changes) return makeApp(db, changes)
  shared ??= makeApp(dbOfRequest, { printer: printerOfRequest, posts: postsOfRequest })
  return ownOf(await shared, db)
}

/** A portal with routes of its own. */
export async function makeApp(db: Db, changes: Partial<Portal>): Promise<RequestListener> {
  assets ??= await loadAssets()
  return createApp({
    db,
    store: await testStore(),
    config: readConfig({ NODE_ENV: 'test', DEMO: 'yes', LOG_LEVEL: 'silent', DATA_DIR: dataFolder }),
    secret,
    factorKeys,
    now: () => new Date('2020-03-02T10:00:00Z'),
    log: createLog('silent'),
    metrics: (metrics ??= createMetrics()),
    health: { isReady: () => isCurrent(db), isClosing: () => false },
    cache: createPageCache(),
    recent: createShortLivedCache(),
    posts: createPostMemory(),
    printer: printer(null),
    rateLimits: generous,
    assets,
    ...changes,
  })
}

export type Visitor = ReturnType<typeof request.agent>

/** A browser on the portal: signed in as the person with this e-mail, or nobody. Posts as a browser does. */
export async function visitor(app: RequestListener, db: Db, email: string | null): Promise<Visitor> {
  return visitorWith(app, email && (await sessionOf(db, email)))
}

// Packing each page for the same process, to unpack it there, is a tenth of what a page takes.
const unpacked = { 'Accept-Encoding': 'identity' }

/** The same with the cookie of a session that there is. */
export function visitorWith(app: RequestListener, cookie: string | null): Visitor {
  const connections = connectionsTo(app)
  const agent = request
    .agent('http://127.0.0.1')
    .use((sent: Test) => void sent.agent(connections))
    .set({ 'Sec-Fetch-Site': 'same-origin', ...unpacked })
  return cookie ? agent.set('Cookie', cookie) : agent
}

/** The cookie of a new session of this person, as signing in would have made it. */
export async function sessionOf(db: Db, email: string): Promise<string> {
  const { id } = await db('people').where({ email }).first('id')
  const sid = randomBytes(18).toString('base64url')
  const expire = new Date(Date.now() + 3_600_000)
  const sess = {
    cookie: { originalMaxAge: 3_600_000, expires: expire, httpOnly: true, path: '/' },
    passport: { user: id },
    signedInAt: Date.now(),
    begun: { method: 'password', strong: false, device: 'Firefox, Windows' },
    provedAt: Date.now(),
  }
  await db('sessions').insert({ sid, sess: JSON.stringify(sess), expire, personId: id, ...sess.begun })
  const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '')
  return `session=${encodeURIComponent(`s:${sid}.${signature}`)}`
}
