import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { test } from '../support/browser.ts'
import { follow, press, write } from '../support/form-filling.ts'
import { missing } from '../support/older-browsers.ts'
import type { Member } from '../support/test.ts'

const browsers = Object.keys(missing) as (keyof typeof missing)[]

async function openOlder(
  open: (member: Member) => Promise<Page>,
  member: Member,
  browser: keyof typeof missing,
): Promise<Page> {
  const page = await open(member)
  await page.addInitScript(missing[browser].join('\n'))
  return page
}

describe.for(browsers)('in a browser as old as %s', (browser) => {
  test('a villager’s idea is saved', async ({ open }) => {
    const member = await openOlder(open, 'varska', browser)
    await member.goto('/en/initiatives/new')
    const title = `An idea of ${browser}`
    await write(member, { title, what: 'Something good', forWhom: 'Everybody', in: 'en' })
    await press(member, 'Send the idea')
    expect(await member.locator('h1').innerText()).toContain(title)
  })

  test('a mentor’s advice is saved, with a step added by its button', async ({ open, committedDb }) => {
    const mentor = await openOlder(open, 'mentor', browser)
    await mentor.goto('/en/work')
    await follow(mentor, 'Log an advice session')
    await write(mentor, { minutes: '45', channel: 'phone' })
    for (const part of ['Day, phase, topics, language', 'Agreed next steps'])
      await mentor.locator('main summary', { hasText: part }).click()
    await write(mentor, { in: 'en' })
    await mentor.selectOption('#place', { label: 'Gaujiena Parish: Community kitchen' })
    await write(mentor, { summary: `Plates of ${browser}`, what: 'Ask the school' })
    await press(mentor, 'Save')
    expect(await mentor.getByRole('status').innerText()).toBe('Saved.')
    const found = await committedDb('adviceSessions').whereRaw(`summary::text like ?`, [`%Plates of ${browser}%`])
    expect(found).toHaveLength(1)
  })

  test('partner staff save a row of the financial plan, and Enter goes one line down', async ({
    open,
    committedDb,
  }) => {
    const staff = await openOlder(open, 'ape', browser)
    await staff.goto('/en/work/parishes/viresi/plan/finance/viresu-kopienas-busins')
    const cell = staff.locator('input[name^="row."][name$=".description"], input[name^="row."][name$=".what"]').first()
    await cell.fill(`A line of ${browser}`)
    await cell.press('Enter')
    await press(staff, 'Save')
    expect(await staff.locator('.notice').innerText()).toBe('Saved.')
    const lines = await committedDb('financeLines').whereRaw(`row_to_json(finance_lines)::text like ?`, [
      `%A line of ${browser}%`,
    ])
    expect(lines).toHaveLength(1)
  })
})
