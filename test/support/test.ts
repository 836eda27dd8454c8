import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { inject, test as base } from 'vitest'
import { connect, type Db } from '#db/db.ts'
import { inDatabase, type Template } from './database.ts'
import { appOn, keepStory, visitor, type Visitor } from './portal.ts'

/** The demonstration cast, by the part of their address before the at sign. */
export const cast = [
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
export type Member = (typeof cast)[number]

interface World {
  /** A database of this test file's own, with real commits. */
  house: Db
  /** The same database inside a transaction that is rolled back after the test. */
  db: Db
  /** The portal as one of the cast sees it, signed in; null is a visitor. */
  as(member: Member | null): Promise<Visitor>
}

/** A fresh database made from a template, its url for the application's role, and what drops it. */
export async function cloneOf(template: Template): Promise<{ url: string; drop: () => Promise<void> }> {
  const { ownerUrl, appUrl } = inject('server')
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = connect(inDatabase(ownerUrl, 'postgres'), 1)
  await server.raw('create database ?? template ??', [name, inject('templates')[template]])
  return {
    url: inDatabase(appUrl, name),
    drop: async () => {
      await dropWhenLeft(server, name)
      await server.destroy()
    },
  }
}

// The server needs a moment to see that a connection has gone, and its owner may not end those of the application.
async function dropWhenLeft(server: Db, name: string, tries = 50): Promise<void> {
  try {
    await server.raw('drop database if exists ??', [name])
  } catch (error) {
    if (tries === 0) throw error
    await pause(100)
    await dropWhenLeft(server, name, tries - 1)
  }
}

const testFrom = (template: Template) =>
  base.extend<World>({
    house: [
      async ({}, use) => {
        if (template === 'demo') await keepStory()
        const { url, drop } = await cloneOf(template)
        const db = connect(url, 10)
        await use(db)
        await db.destroy()
        await drop()
      },
      { scope: 'file' },
    ],
    db: async ({ house }, use) => {
      const trx = await house.transaction()
      await use(trx)
      await trx.rollback()
    },
    as: async ({ db }, use) => {
      const app = await appOn(db)
      await use((member) => visitor(app, db, member && `${member}@example.org`))
    },
  })

/** Each test has the parishes and the cast, and the database to itself: whatever it writes is rolled back. */
export const test = testFrom('cast')

/** The same with the whole demonstration story. */
export const testOfDemo = testFrom('demo')
