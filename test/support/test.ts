import { test as base } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { cloneOf, connectPatiently } from './clone.ts'
import type { Template } from './database.ts'
import { appOn, linkDemoFiles, sessionOf, visitorWith, type Visitor } from './portal.ts'

/** The demonstration cast, by the part of their address before the at sign. */
export const demoMembers = [
  'admin',
  'lead',
  'ape',
  'engure',
  'setomaa',
  'alutaguse',
  'mentor',
  'gaujiena',
  'varska',
  'auditor',
] as const
export type Member = (typeof demoMembers)[number]

interface Shared {
  db: Db
  /** The cookie of a session of one of the cast. */
  cookieOf: (member: Member) => Promise<string>
}

interface World {
  /** A database of this test file's own, with real commits, for what is written at the same time. */
  committedDb: Db
  /** A database inside a transaction that is rolled back after the test; nobody else uses it meanwhile. */
  db: Db
  /** The cookie of a session of one of the cast in that database, which a test before may have made. */
  cookieOf: Shared['cookieOf']
  /** The portal as one of the cast sees it, signed in; null is a visitor. */
  signedInAs(member: Member | null): Promise<Visitor>
}

// A process that runs many files has one database of each kind for them all: what is committed there are sessions alone.
const databases = new Map<Template, Promise<Shared>>()

async function openShared(template: Template): Promise<Shared> {
  if (template === 'demo') await linkDemoFiles()
  const { url } = await cloneOf(template)
  const db = connectPatiently(url)
  const sessions = new Map<Member, { cookie: string; until: number }>()
  return {
    db,
    async cookieOf(member) {
      const known = sessions.get(member)
      if (known && known.until > Date.now()) return known.cookie
      const cookie = await sessionOf(db, `${member}@example.org`)
      sessions.set(member, { cookie, until: Date.now() + sessionsLast })
      return cookie
    },
  }
}

// The portal notes every ten minutes that a session is used; a test is to see none that is due for it.
const sessionsLast = 4 * 60_000

function sharedOf(template: Template): Promise<Shared> {
  const opened = databases.get(template) ?? openShared(template)
  databases.set(template, opened)
  return opened
}

const testFrom = (template: Template) =>
  base.extend<World>({
    committedDb: [
      async ({}, use) => {
        if (template === 'demo') await linkDemoFiles()
        const { url, drop } = await cloneOf(template)
        const db = connectPatiently(url)
        await use(db)
        await db.destroy()
        await drop()
      },
      { scope: 'file' },
    ],
    db: async ({}, use) => {
      const trx = await (await sharedOf(template)).db.transaction()
      await use(trx)
      await trx.rollback()
    },
    cookieOf: async ({}, use) => {
      await use((await sharedOf(template)).cookieOf)
    },
    signedInAs: async ({ db, cookieOf }, use) => {
      const app = await appOn(db)
      await use(async (member) => visitorWith(app, member && (await cookieOf(member))))
    },
  })

/** Each test has the parishes and the cast, and the database to itself: whatever it writes is rolled back. */
export const test = testFrom('cast')

/** The same with the whole demonstration story. */
export const testOfDemo = testFrom('demo')
