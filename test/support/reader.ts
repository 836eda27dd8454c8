import type { BrowserContext, Page } from 'playwright-core'
import { listenForFaults, test as base } from './browser.ts'
import { appOn, sessionOf, visitor, type Visitor } from './portal.ts'
import type { Member } from './test.ts'

/** Somebody who reads the portal: page by page in a browser, and quickly without one. */
interface Reader {
  http: Visitor
  page: Page
  faults: string[]
}

/** Signed in without the form, so that many pages can be read soon. */
export const test = base.extend<{ read: (member: Member | null) => Promise<Reader> }>({
  read: async ({ house, browser, portal }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (member) => {
      const email = member && `${member}@example.org`
      const context = await browser.newContext({ baseURL: portal.origin, viewport: { width: 1024, height: 768 } })
      contexts.push(context)
      if (email) {
        const [name = '', value = ''] = (await sessionOf(house, email)).split('=')
        await context.addCookies([{ name, value, url: portal.origin }])
      }
      const faults: string[] = []
      listenForFaults(context, portal.origin, faults)
      return { http: await visitor(await appOn(house), house, email), page: await context.newPage(), faults }
    })
    for (const context of contexts) await context.close()
  },
})
