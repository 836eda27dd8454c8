import type { BrowserContext, Page } from 'playwright-core'
import { listenForFaults, test as base } from './browser.ts'
import { narrow, prepareToExamine } from './accessibility.ts'
import { sessionOf } from './portal.ts'
import { openShapes, type Shapes } from './shapes.ts'
import type { Member } from './test.ts'

/** Somebody who reads the portal in a browser, on a narrow screen; `faults` is what the browser complained of. */
interface Reader {
  page: Page
  faults: string[]
}

interface Readers {
  shapes: Shapes
  /** Signed in without the form, so that many pages can be read soon; who reads again in one file has the same browser. */
  read(member: Member | null): Promise<Reader>
}

export const test = base.extend<Readers>({
  shapes: [
    async ({}, use) => {
      const { shapes, close } = await openShapes()
      await use(shapes)
      await close()
    },
    { scope: 'file' },
  ],
  read: [
    async ({ committedDb, browser, portal }, use) => {
      const contexts: BrowserContext[] = []
      const readers = new Map<Member | null, Reader>()
      const open = async (member: Member | null): Promise<Reader> => {
        const context = await browser.newContext({ baseURL: portal.origin, viewport: narrow })
        contexts.push(context)
        await prepareToExamine(context)
        const reader = { page: await context.newPage(), faults: [] }
        listenForFaults(context, portal.origin, reader.faults)
        readers.set(member, reader)
        return reader
      }
      await use(async (member) => {
        const reader = readers.get(member) ?? (await open(member))
        if (member) {
          const [name = '', value = ''] = (await sessionOf(committedDb, `${member}@example.org`)).split('=')
          await reader.page.context().addCookies([{ name, value, url: portal.origin }])
        }
        return reader
      })
      for (const context of contexts) await context.close()
    },
    { scope: 'file' },
  ],
})
