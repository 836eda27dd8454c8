import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'

const link = `https://meet.example/${'j1234567890'.repeat(17)}`
const telephone = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }

describe('text that a reader has made twice as large', () => {
  test.for([
    [null, 360, ['/et/parishes/gaujiena', '/et/training', '/et/training/palidziba-senioriem-majas/registration']],
    [null, 1366, ['/en/parishes/varska/plan', '/lv/parishes/gaujiena/plan']],
    [
      'ape',
      320,
      ['/work/account', '/training', '/work/training/lideris', '/work/training/lideris/edit']
        .concat(['/work/parishes/trapene/plan/investments', '/work/parishes/trapene/needs/new'])
        .map((address) => `/et${address}`),
    ],
  ] as const)('stays, for %s, within a screen of %s points', async ([member, width, pages], { open }) => {
    const reader = await open(member, { viewport: { width, height: 800 } })
    for (const address of pages) {
      await reader.goto(address)
      const wide = `document.documentElement.style.fontSize = '200%', document.documentElement.scrollWidth`
      expect([address, await reader.evaluate(wide)]).toEqual([address, width])
    }
  })
})

describe('a link or word without a space', () => {
  test('is broken before a page becomes wider than a telephone', async ({ open, committedDb }) => {
    const text = JSON.stringify({ source: 'lv', lv: link })
    await committedDb('initiatives').where({ slug: 'gaujienas-kopienas-virtuve' }).update({ title: text })
    await committedDb('trainingDays').where({ slug: 'lideris' }).update({ title: text, place: link })
    const staff = await open('ape', telephone)
    const name = await staff.evaluate<number[]>(
      `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('.menu__person a'))`,
    )
    expect(name[0], 'the whole name stands in the head').toBe(name[1])
    const pages = ['/lv/initiatives', '/lv/initiatives/gaujienas-kopienas-virtuve', '/lv/training/lideris', '/lv/work']
    for (const address of [...pages, '/lv/initiatives/gaujienas-kopienas-virtuve/files']) {
      await staff.goto(address)
      expect([address, await staff.evaluate('document.documentElement.scrollWidth')]).toEqual([address, 320])
    }
  })
})
