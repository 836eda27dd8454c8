import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { findAccessibilityFaults } from '../support/accessibility.ts'
import { pdf } from '../support/files.ts'
import { reading } from '../support/pdf.ts'
import { kitchen, received } from '../modules/equipment/handover-setup.ts'
import { follow, press } from '../support/form-filling.ts'

const initiative = '/lv/initiatives/gaujienas-kopienas-virtuve'
const picture = (hue: string, width = 1600, height = 1067) =>
  sharp({ create: { width, height, channels: 3, background: hue } })
    .jpeg()
    .toBuffer()
const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg') => ({ name, buffer, mimeType })

describe('photos from a telephone', () => {
  test('are sent several at once, described one by one, and seen by everybody', async ({ open }) => {
    const staff = await open('ape', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })
    await staff.goto(initiative)
    await follow(staff, 'Mainīt fotoattēlus un dokumentus')
    await staff.setInputFiles('#photos', [
      file('IMG_20200214_101112.jpg', await picture('#6a8')),
      file('IMG_20200214_101245.jpg', await picture('#a75', 1067, 1600)),
    ])
    await staff.setInputFiles('#documents', [
      file('telpu nomas līgums.pdf', pdf, 'application/pdf'),
      file('lapa.html', Buffer.from('<html>'), 'text/html'),
    ])
    await press(staff, 'Saglabāt')
    expect(await staff.locator('[role=alert]').innerText()).toContain('lapa.html: šāda veida fails nav atļauts.')
    expect(await findAccessibilityFaults(staff, 'lv')).toEqual([])
    const shown = staff.locator('.attached__picture img')
    expect(await shown.count()).toBe(2)
    expect(
      await shown.evaluateAll((all) => all.every((each) => (each as { naturalWidth?: number }).naturalWidth)),
    ).toBe(true)

    const words = staff.getByLabel(/^Kas redzams attēlā:/)
    await words.nth(0).fill('Kopienas nama virtuve pirms remonta')
    await words.nth(1).fill('Jaunā plīts')
    await press(staff, 'Saglabāt')

    const visitor = await open(null)
    await visitor.goto(initiative)
    expect(await visitor.getByAltText('Jaunā plīts').count()).toBe(1)
    expect(await findAccessibilityFaults(visitor, 'lv')).toEqual([])
    expect(await visitor.content()).not.toContain('nomas līgums')
  })

  test('are on the paper of whoever prints the page, with its address, on few sheets', async ({ open }) => {
    const visitor = await open(null)
    await visitor.goto(initiative)
    const waiting = visitor.locator('.photos img[loading=lazy]')
    expect([await visitor.locator('.photos img').count(), await waiting.count()]).toEqual([2, 0])
    const paper = await reading(await visitor.pdf({ preferCSSPageSize: true }))
    expect(paper.pages).toBeLessThanOrEqual(3)
    expect(paper.text).toContain('Šī lapa: http')
    expect(paper.text.replaceAll(' ', '')).toContain(initiative)
    for (const [page, sheets] of [
      ['/lv', 2],
      ['/lv/parishes/gaujiena', 3],
    ] as const) {
      await visitor.goto(page)
      expect((await reading(await visitor.pdf({ preferCSSPageSize: true }))).pages).toBeLessThanOrEqual(sheets)
    }
  })

  test('are made smaller before they go over a weak line', async ({ open, committedDb }) => {
    const large = await sharp({
      create: {
        width: 4000,
        height: 3000,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 25 },
      },
    })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 60 })
      .toBuffer()
    const staff = await open('ape')
    await staff.goto(`${initiative}/files`)
    await staff.setInputFiles('#photos', [file('liela.jpg', large)])
    const size = () =>
      staff
        .locator('#photos')
        .evaluate((input) => (input as unknown as { files: { size: number }[] }).files[0]?.size ?? 0)
    await expect.poll(size).toBeLessThan(large.length / 2)
    await staff.getByLabel('Kas redzams jaunajā attēlā').fill('Virtuve')
    await press(staff, 'Saglabāt')
    const kept = await committedDb('files').orderBy('uploadedAt', 'desc').first('name', 'width', 'height')
    expect(kept).toEqual({ name: 'liela.jpg', width: 1500, height: 2000 })
  })
})

describe('a handover of many things', () => {
  test('is searched, counted and ticked by kinds', async ({ open, committedDb }) => {
    await received(committedDb, 6, { name: { source: 'lv', lv: 'Saliekamais krēsls' } })
    const staff = await open('ape')
    await staff.goto(`/lv/work/equipment/acts/new?initiative=${kitchen}`)
    await staff.getByLabel(/^Meklēt pēc numura/).fill('krēsls')
    const rows = staff.locator('[data-item]:visible')
    expect(await rows.count()).toBe(6)
    expect(await rows.locator('select:visible').count()).toBe(0)
    const kind = staff.locator('[data-kind]:visible')
    await kind.getByRole('button', { name: 'Atzīmēt visas' }).click()
    await rows.first().getByRole('checkbox').uncheck()
    expect(await kind.locator('.acts__kind-head').innerText()).toContain('5 / 6')
    expect(await staff.locator('.acts__tools strong').innerText()).toMatch(/^5 \/ /)
    await kind.getByLabel('Atzīmēto vienību stāvoklis').selectOption('used')
    expect(
      await rows.locator('select').evaluateAll((all) => all.map((each) => (each as { value?: string }).value)),
    ).toEqual(['', ...Array.from({ length: 5 }, () => 'used')])
    expect(await findAccessibilityFaults(staff, 'lv')).toEqual([])
    await press(staff, 'Saglabāt melnrakstu')
    expect(await staff.locator('h1').innerText()).toContain('Melnraksts')
    expect(await staff.locator('tbody tr').count()).toBe(5)
  })
})
