import jsqr from 'jsqr'
import sharp from 'sharp'
import { describe, expect } from 'vitest'
import { itemLabels } from '#modules/equipment/item-pages/label-document.ts'
import type { PlacedItem } from '#modules/equipment/items/queries.ts'
import { locales } from '#platform/i18n/locale.ts'
import { printer } from '#platform/pdf/printer.ts'
import { bytes, reading } from '../../../support/pdf.ts'
import { testOfDemo as test } from '../../../support/test.ts'

const inventory = '/en/work/equipment'
// A module of the older kind, whose types speak of another.
const jsQR = jsqr as unknown as typeof jsqr.default
const printed = { origin: 'https://act-local.example.org', code: 'CB778', at: new Date('2020-03-02T10:00:00Z') }
const named = (name: string) => ({ source: 'lv' as const, lv: name })
const thing = (number: number, name: string, more: Partial<PlacedItem> = {}) =>
  ({
    number,
    name: named(name),
    territory: 'ape',
    partnerNames: named('Apes novads'),
    funding: 'project',
    ...more,
  }) as PlacedItem

describe('a label', () => {
  test('opens the page of its thing, in the language of whoever reads it', async ({ signedInAs }) => {
    const { labels } = itemLabels('lv', [thing(1, 'Maisītājs')], printed)
    const image = await sharp(Buffer.from(labels[0]?.qr ?? ''))
      .resize(300)
      .ensureAlpha()
      .raw()
      .toBuffer()
    expect(jsQR(new Uint8ClampedArray(image), 300, 300)?.data).toBe('https://act-local.example.org/equipment/ape-0001')
    const visitor = await signedInAs(null)
    const sent = await visitor.get('/equipment/ape-0001').set('Accept-Language', 'et').expect(302)
    expect(sent.headers['location']).toBe('/et/equipment/ape-0001')
    expect((await visitor.get('/et/equipment/ape-0001').expect(200)).text).toContain('Taignasegisti')
  })

  test('has what it needs in every letter, 24 on a sheet, with the emblem where the programme paid', async () => {
    const { print } = printer(null)
    const names = ['Āā Čč Ģģ Ķķ Ļļ Ņņ Šš Ūū Žž Õõ Ää Öö Üü', '#read("/etc/passwd") *a* <c>', 'W'.repeat(200), '漢字']
    for (const locale of locales) {
      const things = Array.from({ length: 24 }, (_, at) => thing(at + 1, names[at % 4] ?? ''))
      const { pdf } = await print('label-sheet', itemLabels(locale, things, printed))
      const { text, pages, isTagged } = await reading(pdf)
      expect(pages).toBe(1)
      expect(isTagged).toBe(true)
      for (const said of ['APE-0024', 'CB778', names[0], '#read(', 'act-local.example.org/equipment/ape-0024'])
        expect(text).toContain(said)
      // Each that lacks a letter says so itself, since each is stuck onto another thing.
      const boxes = { lv: '□ aizstāj burtu', et: '□ tähistab tähte', en: '□ stands for a letter' }
      expect(text.split(boxes[locale])).toHaveLength(7)
    }
    const { pdf } = await print(
      'label-sheet',
      itemLabels('en', [thing(1, 'Piano', { funding: 'municipality' })], printed),
    )
    const { text } = await reading(pdf)
    expect(text).not.toContain('European Union')
    expect(text).not.toContain('□')
  })

  test('is printed for the things chosen, or for what the filter finds', async ({ signedInAs }) => {
    const ape = await signedInAs('ape')
    const sheet = async (query: string) =>
      (
        await reading(
          (await ape.get(`${inventory}/labels.pdf${query}`).buffer().parse(bytes).expect(200)).body as Buffer,
        )
      ).text
    const chosen = await sheet('?item=ape-0001&item=ape-0009&item=setomaa-0001')
    expect(chosen).toContain('APE-0009')
    expect(chosen).not.toMatch(/APE-0002|SETOMAA/)
    expect(await sheet('?category=furniture')).toMatch(/APE-0003[\s\S]*APE-0008/)
  })

  test('tells everybody what the thing is and whom to call, and nobody what it cost', async ({ signedInAs, db }) => {
    const visitor = await signedInAs(null)
    const page = (await visitor.get('/en/equipment/ape-0009').expect(200)).text
    expect(page).toContain('href="tel:+37120000000"')
    expect(page).toContain('/en/initiatives/gaujienas-kopienas-virtuve')
    expect(page).toContain('noindex')
    expect((await visitor.get('/en/equipment/ape-0001')).text).not.toMatch(/DM20-00417|1,?500|PV-2019/)
    expect(page).not.toContain('/inspections/new')
    expect((await (await signedInAs('ape')).get('/en/equipment/ape-0009')).text).toContain(
      'items/ape-0009/inspections/new',
    )
    expect((await (await signedInAs('setomaa')).get('/en/equipment/ape-0009')).text).not.toContain('inspections/new')
    // Where a thing is stays unsaid while its initiative is not public.
    const hidden = db('initiatives').where({ slug: 'gaujienas-kopienas-virtuve' }).select('id')
    await db('publishedInitiatives').whereIn('initiativeId', hidden).delete()
    expect((await visitor.get('/lv/equipment/ape-0009')).text).not.toContain('gaujienas-kopienas-virtuve')
  })
})

describe('the inventory as a spreadsheet', () => {
  test('has sums as numbers, and no text that acts', async ({ signedInAs, db }) => {
    await db('equipmentItems')
      .where({ number: 10 })
      .update({ supplier: '=HYPERLINK("http://evil")', serial: "<script>alert('x')</script>" })
    const ape = await signedInAs('ape')
    const { text } = await ape.get(`${inventory}/inventory.csv`).expect(200)
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`)
    expect(text).toContain('1240.00,260.40,1500.40')
    expect(text).not.toContain('SETOMAA')
    const lv = await ape.get('/lv/work/equipment/inventory.csv?state=received').expect(200)
    expect(lv.text).toContain('APE-0003;Saliekamie krēsli;mēbeles;saņemts')
    expect(lv.text).not.toContain('APE-0001')
    await ape
      .get(`${inventory}/inventory.xlsx`)
      .expect('content-type', /spreadsheetml/)
      .expect(200)
    expect((await ape.get(`${inventory}/items/ape-0010`)).text).not.toContain('<script>alert')
  })
})
