import { randomUUID } from 'node:crypto'
import type { Page, Request } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Db } from '#platform/db/connection.ts'
import { locales } from '#platform/i18n/locale.ts'
import { examineOpened } from '../support/accessibility.ts'
import { test } from '../support/crawler-session.ts'
import type { Member } from '../support/test.ts'
import { write } from '../support/form-filling.ts'

interface Sent {
  by: Member | null
  page: string
  /** The end of the form's address, where it is not the page's own. */
  to?: string
  typed?: Record<string, string>
}

const plan = (parish: string) => `/work/parishes/${parish}/plan`
const bus = 'viresu-kopienas-busins'
const boats = 'gaujienas-laivu-noma'

const refused: Sent[] = [
  { by: null, page: '/sign-in' },
  { by: 'gaujiena', page: '/initiatives/new' },
  { by: 'gaujiena', page: `/initiatives/${boats}/edit`, typed: { title: '' } },
  { by: 'mentor', page: '/work/advice/new' },
  { by: 'ape', page: '/work/account', to: '/work/account/password' },
  { by: 'ape', page: `/initiatives/${bus}/drop` },
  { by: 'ape', page: '/work/parishes/viresi/edit', typed: { population: 'many' } },
  { by: 'ape', page: `${plan('viresi')}/initiatives` },
  { by: 'ape', page: `${plan('viresi')}/initiatives/${bus}`, typed: { startsOn: '30.02.2020' } },
  { by: 'ape', page: `${plan('viresi')}/finance/${bus}`, typed: { unitPrice: 'dear' } },
  { by: 'lead', page: `${plan('smarde')}/decision`, to: `${plan('smarde')}/return` },
  { by: 'ape', page: '/work/parishes/viresi/resources/new' },
  { by: 'ape', page: '/work/parishes/viresi/needs/new' },
  { by: 'admin', page: '/work/admin/people/new' },
]

const late: (Sent & { table: string })[] = [
  { by: 'gaujiena', page: `/initiatives/${boats}/edit`, table: 'initiatives' },
  { by: 'ape', page: '/work/parishes/viresi/edit', table: 'parishes' },
  { by: 'ape', page: `${plan('viresi')}/initiatives/${bus}`, table: 'initiatives', typed: { responsible: 'Me' } },
  { by: 'ape', page: `${plan('viresi')}/finance/${bus}`, table: 'planSections', typed: { unit: 'mine' } },
  { by: 'ape', page: `${plan('viresi')}/jobs`, table: 'planSections' },
]

async function send(page: Page, locale: string, { page: at, to = at }: Sent): Promise<number | undefined> {
  const form = page.locator(`main form[action="/${locale}${to}"]`)
  const button = form.locator('button.ds-button:is([value=save], :not([name=do]))').first()
  // Drafts are posted in the background meanwhile.
  const isSent = (request: Request) => request.method() === 'POST' && request.isNavigationRequest()
  const answered = page.waitForResponse((response) => isSent(response.request()))
  await Promise.all([page.waitForEvent('load'), button.click()])
  return (await answered).status()
}

const open = async (page: Page, locale: string, { page: at, typed = {} }: Sent) => {
  await page.goto(`/${locale}${at}`)
  await write(page, typed)
}

// Somebody writes where the late one writes too: what does not touch would be saved together.
const meanwhile = (db: Db, table: string) =>
  db(table).update({ version: db.raw('version + 1'), ...(table === 'initiatives' && { responsible: randomUUID() }) })

describe.for([...locales])('in %s, everybody can go on', { timeout: 600_000 }, (locale) => {
  test('from a form that was not taken: it says what is wrong, leads there and has the focus', async ({
    read,
    eyes,
  }) => {
    const wrong: string[] = []
    for (const each of refused) {
      const { page, faults } = await read(each.by)
      await open(page, locale, each)
      expect([each.page, await send(page, locale, each)]).toEqual([each.page, 422])
      expect(await page.title()).toMatch(/^(Kļūda|Viga|Error): /)
      expect(await page.locator('[role=alert]:focus').count()).toBe(1)
      for (const link of await page.locator('.problems a').all()) {
        const field = (await link.getAttribute('href'))?.slice(1) ?? ''
        expect([each.page, field, await page.locator(`[id="${field}"]`).count()]).toEqual([each.page, field, 1])
      }
      const found = await examineOpened(page, locale, `refused ${each.page}`, eyes)
      wrong.push(...[...found, ...faults.splice(0)].map((what) => `${each.page}: ${what}`))
    }
    expect(wrong).toEqual([])
  })

  test('when somebody was quicker, or their session has ended', async ({ read, committedDb, eyes }) => {
    const wrong: string[] = []
    for (const each of late) {
      const { page, faults } = await read(each.by)
      await open(page, locale, each)
      await meanwhile(committedDb, each.table)
      expect([each.page, await send(page, locale, each)]).toEqual([each.page, 409])
      const found = await examineOpened(page, locale, `late ${each.page}`, eyes)
      wrong.push(...[...found, ...faults.splice(0)].map((what) => `${each.page}: ${what}`))
    }
    const { page } = await read('gaujiena')
    await page.goto(`/${locale}/initiatives/new`)
    await write(page, { title: 'A bench' })
    await page.context().clearCookies()
    expect(await send(page, locale, { by: null, page: '/initiatives/new' })).toBe(401)
    wrong.push(...(await examineOpened(page, locale, 'signed out', eyes)))
    expect(wrong).toEqual([])
  })

  test('where they may not go, and where nothing is', async ({ read, eyes }) => {
    const { page } = await read('gaujiena')
    for (const [address, status] of [
      ['/parishes/nowhere', 404],
      ['/work/admin', 403],
    ] as const) {
      expect((await page.goto(`/${locale}${address}`))?.status()).toBe(status)
      expect(await examineOpened(page, locale, `answered ${status}`, eyes)).toEqual([])
    }
  })
})
