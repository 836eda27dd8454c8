import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'

const link = `https://meet.example/${'j1234567890'.repeat(17)}`
const telephone = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }

describe('a link or word without a space', () => {
  test('is broken before a page becomes wider than a telephone', async ({ open, committedDb }) => {
    const text = JSON.stringify({ source: 'lv', lv: link })
    await committedDb('initiatives').where({ slug: 'gaujienas-kopienas-virtuve' }).update({ title: text })
    await committedDb('trainingDays').where({ slug: 'lideris' }).update({ title: text, place: link })
    const staff = await open('ape', telephone)
    const pages = ['/lv/initiatives', '/lv/initiatives/gaujienas-kopienas-virtuve', '/lv/training/lideris', '/lv/work']
    for (const address of [...pages, '/lv/initiatives/gaujienas-kopienas-virtuve/files']) {
      await staff.goto(address)
      expect([address, await staff.evaluate('document.documentElement.scrollWidth')]).toEqual([address, 320])
    }
  })
})
