import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { connect, type Db } from '#platform/db/connection.ts'
import { serve, signIn, test as base } from '../support/browser.ts'
import { inDatabase } from '../support/in-database.ts'
import { database, freePort, portalOn } from '../support/process.ts'
import { proxyTo } from '../support/proxy.ts'
import { waitsForALock } from '../support/queries.ts'
import { addRow, press, write } from '../support/form-filling.ts'
import { cloneOf } from '../support/clone.ts'

const bus = '/en/work/parishes/viresi/plan/initiatives/viresu-kopienas-busins?in=en'
const words = ['Āboli & õunad 🍏', '', '"Quoted" <b>and</b> a third line'].join('\n')

interface OwnPortal {
  url: string
  db: Db
  /** Stops every save half-way, until the returned function is called. */
  hold(): Promise<() => Promise<void>>
  asOwner(sql: string): Promise<void>
}

const test = base.extend<{ own: OwnPortal; person: (origin: string, javaScriptEnabled?: boolean) => Promise<Page> }>({
  own: async ({}, use) => {
    const clone = await cloneOf('demo')
    const db = connect(clone.url, 4)
    const held: (() => Promise<void>)[] = []
    await use({
      url: clone.url,
      db,
      hold: async () => {
        const trx = await db.transaction()
        await trx('plans').forUpdate().select('id')
        const release = async () => {
          await trx.rollback()
        }
        held.push(release)
        return release
      },
      asOwner: async (sql) => {
        const owner = connect(inDatabase(inject('server').ownerUrl, new URL(clone.url).pathname.slice(1)), 1)
        await owner.raw(sql)
        await owner.destroy()
      },
    })
    for (const release of held) await release()
    await db.destroy()
    await clone.drop()
  },
  person: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (origin, javaScriptEnabled = true) => {
      const context = await browser.newContext({ baseURL: origin, javaScriptEnabled })
      context.setDefaultTimeout(60_000)
      contexts.push(context)
      const page = await context.newPage()
      await page.goto('/en/sign-in')
      await signIn(page, 'ape')
      return page
    })
    for (const context of contexts) await context.close()
  },
})

// Without waiting for the page that it leads to: what follows happens while the form is on its way.
const save = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).click({ noWaitAfter: true })
const refusal = (page: Page) => page.locator('.keeping[data-refused]')
const keptHere = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((name) => /^draft:/.test(name)))
const stored = async (db: Db) => {
  const row = await db('initiatives')
    .where({ slug: 'viresu-kopienas-busins' })
    .first<{ description: { en?: string }; version: number }>('description', 'version')
  return row.description.en?.replaceAll('\r\n', '\n')
}
describe('whose database goes away in mid-save, and comes back', () => {
  test('keep their text on the page, and save it by pressing again', async ({ own, person }) => {
    const line = await proxyTo(own.url)
    const db = connect(line.url, 4)
    const portal = await serve(db)
    const page = await person(portal.origin)
    await page.goto(bus)
    await write(page, { description: words })
    const release = await own.hold()
    await save(page)
    await expect.poll(() => waitsForALock(own.db)).toBeGreaterThan(0)
    await line.cut()
    await release()
    await refusal(page).filter({ hasText: 'Not saved: the portal does not answer' }).waitFor()
    expect(await page.inputValue('#description')).toBe(words)
    expect(await stored(own.db)).not.toBe(words)

    await line.mend()
    await press(page, 'Save')
    expect(await page.getByRole('status').first().innerText()).toBe('Saved.')
    expect(await stored(own.db)).toBe(words)
    await portal.close()
    await db.destroy()
    await line.cut()
  })

  test('without scripts read it on a calm page, which sends it again', async ({ own, person }) => {
    const line = await proxyTo(own.url)
    const db = connect(line.url, 4)
    const portal = await serve(db)
    const page = await person(portal.origin, false)
    await page.goto(bus)
    await write(page, { description: words })
    const release = await own.hold()
    const answered = page.waitForResponse((response) => response.status() === 503)
    const saving = save(page)
    await expect.poll(() => waitsForALock(own.db)).toBeGreaterThan(0)
    await line.cut()
    await release()
    await Promise.all([answered, saving])
    expect(await page.locator('h1').innerText()).toContain('unavailable for a moment')
    await page.locator('details.kept summary').click()
    expect(await page.locator('details.kept').innerText()).toContain('Āboli & õunad 🍏')

    await line.mend()
    await press(page, 'Send it again')
    expect(await page.inputValue('#description')).toBe(words)
    expect(await stored(own.db)).toBe(words)
    await portal.close()
    await db.destroy()
    await line.cut()
  })
})

describe('whose portal is killed in mid-save, and started again', () => {
  test('keep their text on the page, and save it by pressing again', async ({ own, person }) => {
    const port = await freePort()
    const environment = { ...database(own.url), DEMO: 'yes', SESSION_SECRET: 'the-same-for-both-of-these-processes' }
    const first = await portalOn(port, environment)
    const page = await person(first.origin)
    await page.goto(bus)
    await write(page, { description: words })
    const release = await own.hold()
    await save(page)
    await expect.poll(() => waitsForALock(own.db)).toBeGreaterThan(0)
    first.child.kill('SIGKILL')
    await first.ended
    await release()
    await refusal(page).waitFor()
    expect(await page.inputValue('#description')).toBe(words)

    const second = await portalOn(port, environment)
    await press(page, 'Save')
    expect(await page.inputValue('#description')).toBe(words)
    expect(await stored(own.db)).toBe(words)
    expect(await own.db('autosaves').whereNot({ subject: 'done' })).toEqual([])
    second.child.kill('SIGTERM')
    await second.ended
  })
})

describe('whose portal has no room left on its disk', () => {
  // PostgreSQL's own answer, raised by a trigger: the disk of the machine that tests run on is nobody's to fill.
  const full = `
    create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end
    $$;
    create trigger no_room before insert or update on initiatives execute function no_room();
    create trigger no_room before insert or update on autosaves execute function no_room();`

  test('keep their text on the page and in the browser, and save it when there is room', async ({ own, person }) => {
    const portal = await serve(own.db)
    const page = await person(portal.origin)
    await page.goto(bus)
    await own.asOwner(full)
    await write(page, { description: words })
    await page.locator('.keeping').filter({ hasText: 'Not yet sent: kept in this browser' }).waitFor()
    await save(page)
    await refusal(page).waitFor()
    expect(await page.inputValue('#description')).toBe(words)

    await own.asOwner('drop trigger no_room on initiatives; drop trigger no_room on autosaves')
    await press(page, 'Save')
    expect(await stored(own.db)).toBe(words)
    await portal.close()
  })

  test('without scripts are given it back on a calm page, which sends it again', async ({ own, person }) => {
    const portal = await serve(own.db)
    const page = await person(portal.origin, false)
    await page.goto(bus)
    await own.asOwner(full)
    await write(page, { description: words })
    await press(page, 'Save')
    expect(await page.locator('h1').innerText()).toContain('unavailable for a moment')
    await own.asOwner('drop trigger no_room on initiatives; drop trigger no_room on autosaves')
    await press(page, 'Send it again')
    expect(await stored(own.db)).toBe(words)
    await portal.close()
  })
})

describe('whose line is cut while the form is on its way', () => {
  test('keep their text, and what was saved all the same is saved once', async ({ own, person }) => {
    const portal = await serve(own.db)
    const page = await person(portal.origin)
    await page.goto('/en/work/parishes/viresi/plan/jobs?in=en')
    await addRow(page, 'Add a job')
    await page.locator('[name$=".who"]').last().fill('A driver')
    // The form arrives, and its answer does not.
    await page.route('**/plan/jobs*', async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.abort()
    })
    await save(page)
    await refusal(page).waitFor()
    expect(await page.locator('[name$=".who"]').last().inputValue()).toBe('A driver')
    await page.unroute('**/plan/jobs*')
    await press(page, 'Save')
    expect(await own.db('plannedJobs').whereRaw(`who->>'en' = 'A driver'`)).toHaveLength(1)
    await portal.close()
  })
})

describe('who pastes more than the portal takes', () => {
  test('keep it on the page, and read why', async ({ own, person }) => {
    const portal = await serve(own.db)
    const page = await person(portal.origin)
    await page.goto(bus)
    await page.locator('#risks').evaluate((area) => {
      const typed = area as unknown as { value: string; form: { requestSubmit(): void } }
      // In few lines, each of which the browser would lay out.
      typed.value = `${'Long words. '.repeat(999)}Long words.\n`.repeat(750)
      typed.form.requestSubmit()
    })
    await refusal(page).filter({ hasText: 'longer than the portal accepts' }).waitFor()
    expect(await page.locator('#risks').evaluate((area) => (area as unknown as { value: string }).value.length)).toBe(
      9_000_000,
    )
    await portal.close()
  })
})

describe('whose session ends while they write', () => {
  test('read so beside the form, sign in elsewhere, and go on', async ({ own, person }) => {
    const portal = await serve(own.db)
    const page = await person(portal.origin)
    await page.goto(bus)
    await own.db('sessions').delete()
    await write(page, { description: words })
    await page.locator('.keeping').filter({ hasText: 'You are signed out' }).waitFor()
    const other = await page.context().newPage()
    await other.goto('/en/sign-in')
    await signIn(other, 'ape')
    await press(page, 'Save')
    expect(await stored(own.db)).toBe(words)
    await portal.close()
  })

  test('sign in on the page that the form leads to, and send it', async ({ own, person }) => {
    const portal = await serve(own.db)
    const page = await person(portal.origin)
    await page.goto(bus)
    await write(page, { description: words })
    await own.db('sessions').delete()
    await press(page, 'Save')
    await signIn(page, 'ape')
    await press(page, 'Send it again')
    expect(await stored(own.db)).toBe(words)
    await page.goto(bus)
    // Whatever the browser kept is sent by now, and would be offered.
    await expect.poll(() => keptHere(page)).toEqual([])
    expect(await page.locator('.callout.draft').count()).toBe(0)
    expect(await own.db('autosaves').whereNot({ subject: 'done' })).toEqual([])
    await portal.close()
  })
})
