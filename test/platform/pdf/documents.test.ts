import jsqr from 'jsqr'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { locales, type Locale } from '#platform/i18n/locale.ts'
import { cents } from '#platform/values/money.ts'
import { planOnePage } from '#modules/plans/documents/one-page.ts'
import { planDocument } from '#modules/plans/documents/document.ts'
import type { PlanSnapshot } from '#modules/plans/plan/snapshot.ts'
import type { SignInSheet } from '#platform/pdf/sign-in-sheet.ts'
import { printer } from '#platform/pdf/printer.ts'
import { placedOn, reading } from '../../support/pdf.ts'

const letters = 'Āā Čč Ēē Ģģ Īī Ķķ Ļļ Ņņ Šš Ūū Žž Õõ Ää Öö Üü Жуков'
const inEach = (text: string) => ({ source: 'lv' as const, lv: text, et: text, en: text })

type Printable = PlanSnapshot['initiatives'][number]

const initiative = (title: string, more: Partial<Printable> = {}): Printable => ({
  slug: 'one',
  title: inEach(title),
  category: 'food',
  summary: inEach('Warm meals on weekdays. '.repeat(16)),
  description: inEach('First\n\n- one\n- **two** [three](https://example.org)'),
  responsible: 'the board',
  startsOn: '2020-05-04' as Printable['startsOn'],
  place: inEach('School'),
  serves: 'both',
  provider: 'ngo',
  risks: null,
  sustainability: null,
  targetGroups: [],
  resources: [],
  finance: { cost: cents(0), income: cents(0), investment: cents(0) },
  jobs: [],
  lines: [],
  ...more,
})

const snapshot = (...initiatives: Printable[]): PlanSnapshot => ({
  parish: { slug: 'gaujiena', names: inEach('Gaujiena'), territory: inEach('Ape') },
  initiatives,
  resources: [],
  investments: [],
  cooperations: [],
  jobs: [],
})

const edition = { number: 2, sha256: 'a'.repeat(64), at: new Date('2020-03-02T10:00:00Z') }
const reach = {
  origin: 'https://act-local.example.org',
  contact: { phone: '+371 20000000', email: 'info@example.org' },
}
const { print } = printer(null)
// A module of the older kind, whose types speak of another.
const jsQR = jsqr as unknown as typeof jsqr.default
const plan = async (locale: Locale, ...of: Printable[]) =>
  (await print('document', planDocument(locale, snapshot(...of), edition))).pdf
const poster = async (locale: Locale, ...of: Printable[]) =>
  (await print('one-page', planOnePage(locale, snapshot(...of), edition, reach))).pdf

/** Whether it says of itself that it keeps PDF/UA, and is tagged as that asks. */
const isForReaders = (pdf: Buffer) => /pdfuaid:part/.test(pdf.toString('latin1'))

describe('a printed plan', () => {
  test('has every letter of the three languages, and the Cyrillic ones', async () => {
    for (const locale of locales)
      expect((await reading(await plan(locale, initiative(letters)))).text).toContain(letters)
  })

  test('takes what people write as text, whatever it would mean to the typesetter', async () => {
    const hostile = '#read("/etc/passwd") *a* _b_ $x^2$ <c> @d `e` \\ #{1+1} // f'
    const { text } = await reading(
      await plan('en', initiative(hostile, { description: inEach(hostile), responsible: hostile })),
    )
    expect(text.split('#read("/etc/passwd")')).toHaveLength(5)
    expect(text).not.toContain('root:')
  })

  test('prints lists, bold words and links of the light Markdown, and none that runs a script', async () => {
    const description = inEach('- **bold** [there](https://example.org/there)\n- [here](javascript:alert(1))')
    const pdf = await plan('en', initiative('One', { description }))
    expect((await reading(pdf)).text).toContain('• bold there')
    expect(pdf.toString('latin1')).toContain('https://example.org/there')
    expect(pdf.toString('latin1')).not.toContain('(javascript:')
  })

  test('is the same bytes for the same version, whoever prints it', async () => {
    const [one, two, three] = await Promise.all([
      plan('lv', initiative('A')),
      plan('lv', initiative('A')),
      plan('lv', initiative('A')),
    ])
    expect(one.equals(two)).toBe(true)
    expect(one.equals(three)).toBe(true)
  })

  test('keeps words without a space inside their column, however narrow it is', async () => {
    const word = 'Garvārdsbezatstarpes'.repeat(10).slice(0, 190)
    const each = { fromErdf: 1, fromPartner: 1, fromMunicipality: 1, fromCommunity: 1, fromInKind: 1, fromRevenue: 1 }
    const line = {
      ...{
        month: null,
        kind: 'cost',
        category: null,
        vat: null,
        what: inEach(word),
        quantity: 1,
        unit: word.slice(0, 60),
      },
      ...{ unitPrice: cents(1000), fromOther: 1, ...each },
    } as unknown as Printable['lines'][number]
    const pages = await placedOn(await plan('lv', initiative('One', { lines: [line], place: inEach(word) })))
    expect(pages.length).toBeGreaterThan(1)
    for (const { width, texts } of pages) {
      for (const { from, to } of texts) expect([from > 30, to < width - 30]).toEqual([true, true])
    }
    const columns = pages
      .flatMap(({ texts }) => texts)
      .filter(({ text }) => /[a-zāē]{4}/.test(text) && word.includes(text))
    for (const { from, to, at, page } of columns) {
      const beside = pages[page]?.texts.filter((other) => other.at === at && other.from > from) ?? []
      for (const other of beside) expect(other.from).toBeGreaterThanOrEqual(to - 1)
    }
  })

  test('has flowers, Georgian, Hebrew and Arabic letters, and no notice then', async () => {
    for (const print of [plan, poster])
      for (const title of ['Pļava 🌻', 'ნინო', 'דנה', 'نور', 'Δέλτα', 'Nguyễn', 'Straße İ', '👩‍🌾 ✔️']) {
        const pdf = await print('en', initiative(title))
        const { text } = await reading(pdf)
        // Letters that are read from the right are told in the order in which they stand.
        const known = text.normalize('NFKC')
        for (const letter of title.replaceAll('\ufe0f', '')) expect(known).toContain(letter)
        expect(text).not.toContain('□')
        expect(isForReaders(pdf)).toBe(true)
      }
  })

  test('says of letters it cannot print that a box stands for each, and stays readable to all', async () => {
    const said = {
      lv: '□ aizstāj burtu, ko šajā dokumentā nevar izdrukāt.',
      et: '□ tähistab tähte, mida selles dokumendis trükkida ei saa.',
      en: '□ stands for a letter that this paper cannot print.',
    }
    for (const print of [plan, poster])
      for (const locale of locales) {
        const pdf = await print(locale, initiative('漢字 \u0000\u202e zero', { responsible: '\ud800' }))
        const { text } = await reading(pdf)
        expect(text).toContain('□□ zero')
        expect(text).toContain(said[locale])
        expect(isForReaders(pdf)).toBe(true)
      }
  })

  test('is printed with its own letters alone', async () => {
    const pdf = await plan('en', initiative('漢字 😀 zero'))
    const fonts = [...pdf.toString('latin1').matchAll(/\/BaseFont ?\/[A-Z]+\+([\w-]+)/g)].map(([, name]) => name)
    expect(new Set(fonts)).toEqual(
      new Set(['Alegreya-Bold', 'NotoEmoji-Regular', 'SourceSans3-Regular', 'SourceSans3-Bold']),
    )
  })
})

describe('a list for signing', () => {
  test('gives a long name as many lines as it needs, and never writes over the next', async () => {
    const long =
      'Ļoti Garš Vārds ar Daudziem Vārdiem un Vēl Vienu Uzvārdu-Dubultuzvārdu, kas aizņem trīs rindas noteikti'
    const sheet: SignInSheet = {
      ...{
        lang: 'lv',
        title: 'Saraksts',
        publicity: { union: 'ES', fund: 'ERAF', programme: 'P', incomplete: 'I' },
        dated: null,
      },
      ...{ draft: null, over: 'Saraksts', name: ['Diena'], facts: [], signers: [], signature: '', note: '' },
      columns: { number: 'Nr.', name: 'Vārds', parish: 'Pagasts', signature: 'Paraksts' },
      rows: ['Pirmā', long, 'Trešā'].map((name) => ({ name, parish: ['Ape'] })),
      walkIns: { text: 'Citi', count: 1 },
      code: { qr: planOnePage('lv', snapshot(), edition, reach).plan.qr, hint: '' },
    }
    const [page] = await placedOn((await print('sign-in-sheet', sheet)).pdf)
    const heightOf = (text: string) => page?.texts.find((each) => each.text.startsWith(text))?.at ?? 0
    const lines = [
      ...new Set((page?.texts ?? []).filter(({ text }) => text.length > 9 && long.includes(text)).map(({ at }) => at)),
    ]
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(heightOf('Pirmā') - Math.max(...lines)).toBeGreaterThan(15)
    expect(Math.min(...lines) - heightOf('Trešā')).toBeGreaterThan(15)
  })
})

describe('a poster', () => {
  test('stays one sheet, whatever is on it, and says how much it left out', async () => {
    const titles = ['x'.repeat(120), 'W'.repeat(120), 'Ķēžu '.repeat(24), '漢'.repeat(120), '']
    for (const count of [0, 1, 5, 12, 60]) {
      const many = Array.from({ length: count }, (_, at) => initiative(titles[at % 5] ?? ''))
      const sheet = await poster('en', ...many)
      const { pages, text } = await reading(sheet)
      expect(pages, `${count} initiatives`).toBe(1)
      expect(text).toContain('info@example.org')
      for (const { width, texts } of await placedOn(sheet))
        for (const { from, to } of texts) expect([from > 30, to < width - 30]).toEqual([true, true])
      if (count === 60) expect(text).toMatch(/and \d+ more initiatives in the whole plan/)
    }
  })

  test('breaks a title without a space before the edge of the sheet, how long or short it may be', async () => {
    for (const letters of [24, 30, 35, 120]) {
      const title = 'W'.repeat(letters)
      const [sheet] = await placedOn(await poster('et', initiative(title, { summary: inEach(title) })))
      const farthest = Math.max(...(sheet?.texts ?? []).map(({ to }) => to))
      expect([letters, farthest <= (sheet?.width ?? 0) - (16 / 25.4) * 72 + 1]).toEqual([letters, true])
    }
  })

  test('carries a code that a phone reads as the address of the plan', async () => {
    for (const locale of locales) {
      const { plan } = planOnePage(locale, snapshot(), edition, reach)
      const image = await sharp(Buffer.from(plan.qr)).resize(400).ensureAlpha().raw().toBuffer()
      expect(jsQR(new Uint8ClampedArray(image), 400, 400)?.data).toBe(
        `https://act-local.example.org/${locale}/parishes/gaujiena/plan`,
      )
    }
  })
})
