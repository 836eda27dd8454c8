import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Db } from '#platform/db/connection.ts'
import type { Eyes } from './accessibility.ts'
import { listenForFaults, test as base } from './browser.ts'
import { examinerOf, narrow } from './examiner.ts'
import { sessionOf } from './portal.ts'
import { openShapes } from './shapes.ts'
import type { Member } from './test.ts'

/** Somebody who reads the portal in a browser, on a narrow screen; `faults` is what the browser complained of. */
export interface Reader {
  page: Page
  faults: string[]
  /** Of their session, which is the browser's too; null of a visitor. */
  cookie: string | null
}

export type Read = (member: Member | null) => Promise<Reader>

interface Readers {
  eyes: Eyes
  read: Read
}

/**
 * Readers in this browser, signed in without the form, so that many pages can be read soon; who reads again has the same
 * page, with a new session. And what closes them all.
 */
export function readersIn(browser: Browser, origin: string, db: Db): { read: Read; close: () => Promise<void> } {
  const contexts: BrowserContext[] = []
  const readers = new Map<Member | null, Reader>()
  const open = async (member: Member | null): Promise<Reader> => {
    const context = await browser.newContext({ baseURL: origin, viewport: narrow })
    contexts.push(context)
    const reader: Reader = { page: await context.newPage(), faults: [], cookie: null }
    listenForFaults(context, origin, reader.faults)
    readers.set(member, reader)
    return reader
  }
  return {
    async read(member) {
      const reader = readers.get(member) ?? (await open(member))
      if (member) {
        reader.cookie = await sessionOf(db, `${member}@example.org`)
        const [name = '', value = ''] = reader.cookie.split('=')
        await reader.page.context().addCookies([{ name, value, url: origin }])
      }
      return reader
    },
    async close() {
      for (const context of contexts.splice(0)) await context.close()
      readers.clear()
    },
  }
}

export const test = base.extend<Readers>({
  eyes: [
    async ({ browser, portal }, use) => {
      const examiner = await examinerOf(browser, portal.origin)
      const { shapes, close } = await openShapes()
      await use({ examiner, shapes })
      await close()
      await examiner.close()
    },
    { scope: 'file' },
  ],
  read: [
    async ({ committedDb, browser, portal }, use) => {
      const { read, close } = readersIn(browser, portal.origin, committedDb)
      await use(read)
      await close()
    },
    { scope: 'file' },
  ],
})
