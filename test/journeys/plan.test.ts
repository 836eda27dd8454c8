import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'
import type { Member } from '../support/test.ts'
import { addRow, follow, press, write } from '../support/form-filling.ts'

const initiative = {
  category: 'food',
  summary: 'Bread for the whole village',
  description: 'An **oven** by the river.',
  responsible: 'The baker',
  startsOn: '01.05.2020',
  place: 'By the river',
  serves: 'both',
  provider: 'ngo',
  risks: 'Rain',
  sustainability: 'People eat bread every day',
}

const line = {
  month: '05.2020',
  kind: 'cost',
  category: 'materials',
  what: 'Bricks',
  quantity: '100',
  unit: 'pcs',
  unitPrice: '1.20',
  vat: 'gross',
  fromErdf: '100',
}

const sections: [section: string, button: string, row: Record<string, string>][] = [
  [
    'Target groups',
    'Add a target group',
    { initiativeId: 'Bread oven', who: 'Families', size: '40', gain: 'Fresh bread' },
  ],
  [
    'Actions',
    'Add an action',
    { initiativeId: 'Bread oven', what: 'Build the oven', who: 'The baker', fromMonth: '04.2020', toMonth: '05.2020' },
  ],
  [
    'Cooperation with the municipality',
    'Add a cooperation',
    { kind: 'premises', municipalityGives: 'The riverside', contact: 'Office of the parish' },
  ],
  ['Jobs', 'Add a job', { kind: 'volunteer', who: 'Young parents' }],
]

async function beginPlan(page: Page, parish: string) {
  await page.goto('/en/parishes')
  await follow(page, parish)
  await follow(page, 'Action plan: work')
  await press(page, 'Start the plan')
  expect(await page.getByRole('status').innerText()).toBe('The plan has been started.')
}

async function describeInitiative(page: Page) {
  await follow(page, /^Initiatives$/)
  await write(page, { title: 'Bread oven' })
  await press(page, 'Add the initiative')
  await write(page, initiative)
  await press(page, 'Save')
  expect(await page.inputValue('#startsOn')).toBe('01.05.2020')
}

async function fillSections(page: Page, overview: string) {
  for (const [section, button, row] of sections) {
    await page.goto(overview)
    await follow(page, section)
    await addRow(page, button)
    await write(page, row)
    await press(page, 'Save')
  }
  await page.goto(overview)
}

async function useResource(page: Page, overview: string) {
  await follow(page, 'Available resources')
  await follow(page, 'Add a resource')
  await write(page, { name: 'Old mill', category: 'place' })
  await press(page, 'Save')
  await write(page, { initiativeId: 'Bread oven', contribution: 'free_use' })
  await press(page, 'Save')
  await page.goto(overview)
}

const missing = (page: Page) => page.locator('.missing li').allInnerTexts()

async function approveAsLead(open: (member: Member) => Promise<Page>, parish: string) {
  const lead = await open('lead')
  await follow(lead, new RegExp(parish))
  await follow(lead, 'Read what changed and decide')
  await press(lead, 'Approve the plan')
  expect(await lead.locator('.title').innerText()).toContain('approved')
}

describe('partner staff', () => {
  test('write the plan of a parish, submit it, and the public reads it once the lead has approved it', async ({
    open,
  }) => {
    const staff = await open('setomaa')
    await beginPlan(staff, 'Luhamaa')
    const overview = staff.url()
    await describeInitiative(staff)

    await follow(staff, 'Financial plan of this initiative')
    await staff.getByRole('button', { name: 'Add lines' }).click()
    await write(staff, line)
    expect(await staff.locator('[data-amount]').first().innerText()).toBe('€120.00')
    expect(await staff.locator('[data-rest]').first().innerText()).toBe('Without a source: €20.00')
    expect(await staff.locator('[data-total=cost]').innerText()).toBe('€120.00')
    await staff.getByRole('button', { name: 'Add lines' }).click()
    await staff.locator('[name$=".quantity"]').last().fill('2')
    await staff.locator('[name$=".unitPrice"]').last().fill('1000.50')
    await staff.locator('[name$=".kind"]').last().selectOption('income')
    expect(await staff.locator('[data-total=balance]').innerText()).toBe('€1,881.00')
    await staff.locator('[name$=".remove"]').last().check()
    expect(await staff.locator('[data-total=balance]').innerText()).toBe('-€120.00')
    await press(staff, 'Save')

    await staff.goto(overview)
    expect(await missing(staff)).toEqual([
      'Bread oven: no target group',
      'Bread oven: no action',
      'Bread oven: Financial plan, row 1, without a source: €20.00',
      'No available resource is used',
      'Cooperation with the municipality is not recorded',
      'No job is recorded, not even a voluntary one',
    ])
    expect(await staff.getByRole('button', { name: 'Submit the plan' }).count()).toBe(0)
    expect(await staff.getByText('can be submitted once nothing is missing').count()).toBe(1)

    await follow(staff, 'without a source')
    await write(staff, { fromMunicipality: '20' })
    await press(staff, 'Save')
    await fillSections(staff, overview)
    await useResource(staff, overview)
    expect(await missing(staff)).toEqual([])
    await press(staff, 'Submit the plan')
    expect(await staff.getByRole('status').innerText()).toBe('The plan has been submitted.')

    const visitor = await open(null)
    expect((await visitor.goto('/en/parishes/luhamaa/plan'))?.status()).toBe(404)
    await approveAsLead(open, 'Luhamaa')
    expect((await visitor.goto('/en/parishes/luhamaa/plan'))?.status()).toBe(200)
    const published = await visitor.locator('main').innerText()
    expect(published).toContain('Bread for the whole village')
    expect(published).toContain('Bricks')

    await staff.goto(overview)
    await press(staff, 'Start a change')
    await follow(staff, /^Initiatives$/)
    await follow(staff, 'Bread oven')
    await write(staff, { summary: 'Bread and cakes' })
    await press(staff, 'Save')
    await visitor.goto('/en/parishes/luhamaa/plan')
    expect(await visitor.locator('main').innerText()).toBe(published)
  })

  test('write, submit and have approved a plan with scripts off', async ({ open }) => {
    const staff = await open('alutaguse', { javaScriptEnabled: false })
    await beginPlan(staff, 'Alajõe')
    const overview = staff.url()
    await describeInitiative(staff)
    await follow(staff, 'Financial plan of this initiative')
    await press(staff, 'Add lines')
    await write(staff, { ...line, fromMunicipality: '20' })
    await press(staff, 'Save')
    expect(await staff.locator('[data-total=cost]').innerText()).toBe('€120.00')
    await fillSections(staff, overview)
    await useResource(staff, overview)
    await press(staff, 'Submit the plan')
    await approveAsLead((member) => open(member, { javaScriptEnabled: false }), 'Alajõe')

    const visitor = await open(null, { javaScriptEnabled: false })
    await visitor.goto('/en/parishes/alajoe/plan')
    expect(await visitor.locator('main').innerText()).toContain('Bricks')
  })
})
