import { describe, expect } from 'vitest'
import { signIn, test } from '../support/browser.ts'
import { press, write } from '../support/form-filling.ts'

const bus = '/en/work/parishes/viresi/plan/initiatives/viresu-kopienas-busins'
const long = ['āčēģ õäöü 🌾', '', 'Line two', `${'x'.repeat(400)} <b>&amp; "quoted"`].join('\n')

describe('whose session ends while they write', () => {
  test('signs in again, is offered what they typed, and sends it', async ({ open, committedDb }) => {
    const staff = await open('ape')
    await staff.goto(`${bus}?in=lv`)
    await write(staff, { description: long })
    await committedDb('sessions').delete()
    await press(staff, 'Save')
    expect(await staff.getByRole('status').innerText()).toContain('what you typed is kept')
    await signIn(staff, 'ape')
    await press(staff, 'Send it again')
    expect(await staff.inputValue('#description')).toBe(long)
    const { description } = await committedDb('initiatives')
      .where({ slug: 'viresu-kopienas-busins' })
      .first<{ description: { lv: string } }>('description')
    expect(description.lv.replaceAll('\r\n', '\n')).toBe(long)
  })
})

describe('who signs out', () => {
  test('leaves nothing behind for the Back button', async ({ open }) => {
    const staff = await open('ape')
    await staff.goto(bus)
    await Promise.all([staff.waitForEvent('load'), staff.getByRole('button', { name: 'Sign out' }).click()])
    await staff.goBack()
    await staff.waitForURL('**/sign-in*')
    expect(await staff.locator('main').innerText()).not.toContain('busin')
  })
})
