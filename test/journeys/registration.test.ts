import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { findAccessibilityFaults } from '../support/accessibility.ts'
import { press, write } from '../support/form-filling.ts'

const phone = { viewport: { width: 360, height: 740 } }
const day = 'ideest-sotsiaalse-ettevotteni'

describe('a villager with a phone and no account', () => {
  test('registers, keeps the link, and cancels by it; staff see each step', async ({ open }) => {
    const guest = await open(null, phone)
    await guest.goto(`/et/training/${day}`)
    await guest.getByRole('link', { name: 'Registreerumine õppepäevale' }).click()
    await guest.waitForURL('**/registration')
    expect((await guest.locator('#website').boundingBox())?.x).toBeLessThan(-360)
    await press(guest, 'Registreerun')
    expect(await guest.title()).toMatch(/^Viga:/)
    expect(await findAccessibilityFaults(guest, 'et')).toEqual([])
    await write(guest, { name: 'Demo jalgrattur', phone: '+372 5000 0099' })
    await guest.check('#consent')
    await press(guest, 'Registreerun')
    expect(await guest.locator('main').innerText()).toContain('Salvestage selle lehe aadress')
    expect(await findAccessibilityFaults(guest, 'et')).toEqual([])
    const own = new URL(guest.url()).pathname

    const staff = await open('setomaa')
    await staff.goto(`/et/work/training/${day}/registrations`)
    expect(await staff.locator('main').innerText()).toContain('Demo jalgrattur')
    expect(await findAccessibilityFaults(staff, 'et')).toEqual([])

    await guest.goto(`${own}/cancellation`)
    expect(await findAccessibilityFaults(guest, 'et')).toEqual([])
    await press(guest, 'Tühista registreerumine')
    expect(await guest.getByRole('status').innerText()).toBe('Registreerumine on tühistatud.')
    expect(await findAccessibilityFaults(guest, 'et')).toEqual([])
    await staff.reload()
    expect(await staff.getByRole('row', { name: 'Demo jalgrattur' }).innerText()).toContain('Tühistatud')
  })
})
