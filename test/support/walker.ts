import type { Db } from '#platform/db/connection.ts'
import { answeredTwice } from './answered-twice.ts'
import { serve, test as base, type Served } from './browser.ts'
import { readersIn, type Read } from './crawler-session.ts'
import type { Eyes } from './accessibility.ts'
import { examinerOf } from './examiner.ts'
import { linkDemoFiles } from './portal.ts'
import { routesOf, type Route } from './routes.ts'
import { openShapes } from './shapes.ts'
import { cloneOf, connectPatiently } from './clone.ts'

/** What those who only read have in common: nothing that one of them does changes what the next is shown. */
interface Grounds {
  db: Db
  portal: Served
  routes: Route[]
  eyes: Eyes
}

interface Walker {
  grounds: Grounds
  /** Somebody in a browser context of their own, which lasts as long as their file. */
  read: Read
}

/** One portal with the whole story for all walks of a process. */
export const test = base.extend<Walker>({
  grounds: [
    async ({ browser }, use) => {
      await linkDemoFiles()
      // It goes with the server, which ends while this does.
      const { url } = await cloneOf('demo')
      const db = connectPatiently(url)
      const portal = await serve(db, answeredTwice)
      const { shapes, close } = await openShapes()
      const examiner = await examinerOf(browser, portal.origin)
      await use({ db, portal, routes: await routesOf(db), eyes: { examiner, shapes } })
      await examiner.close()
      await close()
      await portal.close()
      await db.destroy()
    },
    { scope: 'worker' },
  ],
  read: [
    async ({ browser, grounds: { portal, db } }, use) => {
      const { read, close } = readersIn(browser, portal.origin, db)
      await use(read)
      await close()
    },
    { scope: 'file' },
  ],
})
