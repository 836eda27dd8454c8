import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { follow, press, write } from '../support/form-filling.ts'

const phone = { viewport: { width: 360, height: 740 } }
const page = '/en/initiatives/gaujienas-kopienas-virtuve'

describe('what a mentor writes on a phone', () => {
  test('reaches the community without the private note, and the public not at all', async ({ open }) => {
    const mentor = await open('mentor', phone)
    await follow(mentor, 'Log an advice session')
    await write(mentor, { minutes: '45', channel: 'phone' })
    for (const part of ['Day, phase, topics, language', 'Internal note', 'Agreed next steps'])
      await mentor.locator('main summary', { hasText: part }).click()
    await write(mentor, { phase: 'launch', topics: 'money', in: 'en' })
    await mentor.selectOption('#place', { label: 'Gaujiena Parish: Community kitchen' })
    await write(mentor, {
      summary: 'We counted the plates',
      privateNote: 'They quarrel about the key',
      what: 'Ask the school for chairs',
    })
    expect(await mentor.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await press(mentor, 'Save')
    expect(await mentor.getByRole('status').innerText()).toBe('Saved.')
    expect(await mentor.locator('main').textContent()).toContain('They quarrel about the key')

    const staff = await open('ape')
    await staff.goto('/en/work/advice?parish=gaujiena')
    expect(await staff.locator('main').textContent()).toContain('They quarrel about the key')

    const member = await open('gaujiena', phone)
    await member.goto(page)
    const seen = await member.content()
    expect(seen).toContain('We counted the plates')
    expect(seen).not.toContain('quarrel')
    await press(member, 'Mark as done: Ask the school for chairs')
    expect(await member.getByRole('button', { name: 'Mark as not done: Ask the school for chairs' }).count()).toBe(1)

    const visitor = await open(null)
    await visitor.goto(page)
    expect(await visitor.content()).not.toMatch(/counted the plates|Ask the school/)
  })
})

describe('a person of the community', () => {
  test('proposes an idea, and partner staff see it on their desk', async ({ open }) => {
    const member = await open('gaujiena', phone)
    await member.goto('/en/parishes/gaujiena')
    await follow(member, 'Propose an idea')
    await press(member, 'Send the idea')
    expect(await member.title()).toMatch(/^Error:/)
    await write(member, { title: 'Repair café', what: 'Mend things together', forWhom: 'Everybody', in: 'en' })
    await press(member, 'Send the idea')
    expect(await member.locator('h1').innerText()).toContain('Repair café')

    const staff = await open('ape')
    await follow(staff, 'Repair café')
    expect(await staff.locator('main').innerText()).toContain('Mend things together')

    const neighbour = await open('varska')
    expect((await neighbour.goto(new URL(member.url()).pathname))?.status()).toBe(404)
  })

  test('is not given two records by a double click', async ({ open, committedDb }) => {
    const member = await open('varska')
    await member.goto('/en/initiatives/new')
    await write(member, { title: 'Twice the same', what: 'Once is enough' })
    await member.getByRole('button', { name: 'Send the idea' }).dblclick()
    await member.waitForURL('**/initiatives/twice-the-same*')
    expect(await committedDb('initiatives').whereLike('slug', 'twice-the-same%')).toHaveLength(1)
  })

  test('is not given two records by a double click with scripts off either', async ({ open, committedDb }) => {
    const member = await open('varska', { javaScriptEnabled: false })
    await member.goto('/en/initiatives/new')
    await write(member, { title: 'Twice without scripts', what: 'Once is enough' })
    await member.getByRole('button', { name: 'Send the idea' }).dblclick()
    await member.waitForURL('**/initiatives/twice-without-scripts*')
    expect(await committedDb('initiatives').whereLike('slug', 'twice-without-scripts%')).toHaveLength(1)
  })
})
