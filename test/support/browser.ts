import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readConfig } from '#config.ts'
import type { Db } from '#platform/db/connection.ts'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { startBrowser } from './chromium.ts'
import { appOn, dataFolder } from './portal.ts'
import { testOfDemo, type Member } from './test.ts'

/** A portal that listens on this machine, and the address people reach it under. */
export interface Served {
  origin: string
  listener: RequestListener
  close(): Promise<void>
}

/** Serves the portal on a free port of the loopback, under a name of it; `around` stands between it and who asks. */
export async function serve(db: Db, around = (app: RequestListener) => app, host = '127.0.0.1'): Promise<Served> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`
  const config = readConfig({
    NODE_ENV: 'test',
    DEMO: 'yes',
    LOG_LEVEL: 'silent',
    ORIGIN: origin,
    DATA_DIR: dataFolder,
  })
  const listener = around(await appOn(db, { config }))
  server.on('request', listener)
  return {
    origin,
    listener,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Stage {
  portal: Served
  /** Of the whole process; what somebody reads in it is in a context of theirs. */
  browser: Browser
  /** A browser of this person's own (nobody's for null), signed in through the form; on their desk, or the home page. */
  open(member: Member | 'liga' | null, how?: BrowserContextOptions): Promise<Page>
}

/** What a browser complains of that is no answer of the portal: broken rules of CSP, failing scripts, other origins. */
export function listenForFaults(context: BrowserContext, origin: string, faults: string[]) {
  context.on('weberror', (error) => faults.push(String(error.error())))
  context.on('console', (message) => {
    // A page that is refused on purpose is written to the console too.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) faults.push(request.url())
  })
}

/** Fills in the form for signing in, wherever it is shown. */
export async function signIn(page: Page, member: string): Promise<void> {
  await page.fill('#email', `${member}@example.org`)
  await page.fill('#password', demoPassword)
  await Promise.all([page.waitForEvent('load'), page.press('#password', 'Enter')])
}

/** People in real browsers, on a portal with the whole demonstration story; what they do in a file stays until its end. */
export const test = testOfDemo.extend<Stage>({
  portal: [
    async ({ committedDb }, use) => {
      const portal = await serve(committedDb)
      await use(portal)
      await portal.close()
    },
    { scope: 'file' },
  ],
  browser: [
    async ({}, use) => {
      const browser = await startBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  open: async ({ browser, portal: { origin } }, use) => {
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    await use(async (member, how = {}) => {
      const context = await browser.newContext({ baseURL: origin, ...how })
      context.setDefaultTimeout(60_000)
      contexts.push(context)
      listenForFaults(context, origin, faults)
      const page = await context.newPage()
      await page.goto(member ? '/en/sign-in' : '/en')
      if (member) await signIn(page, member)
      return page
    })
    for (const context of contexts) await context.close()
    expect(faults).toEqual([])
  },
})
