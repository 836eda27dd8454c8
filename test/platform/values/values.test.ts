import { seenText } from '#platform/forms/seen-text.ts'
import { describe, expect, test } from 'vitest'
import { canonicalJson, fingerprint } from '#platform/values/canonical.ts'
import { day, instantOf, isOnClock, today } from '#platform/values/day.ts'
import { parseEmail, parsePhone } from '#platform/forms/contact.ts'
import { parseDay, parseEnd, parseMonth, parseTime } from '#platform/forms/typed-time.ts'
import { fields, inEachLocale } from '#platform/forms/fields.ts'
import { formats } from '#platform/i18n/format.ts'
import { locales } from '#platform/i18n/locale.ts'
import { cents, parseEuros, timesQuantity } from '#platform/values/money.ts'
import { containsPersonalCode } from '#platform/values/personal-code.ts'
import { slugOf } from '#platform/values/slug.ts'
import { localise, setTranslation } from '#platform/i18n/text.ts'
import { htmlOf } from '#platform/values/markdown.ts'
import { z } from 'zod'

const NBSP = '\u00a0'
const NARROW = '\u202f'
const THIN = '\u2009'

// '12 50' may be 12.50 as well as 1250.
const halfGroups = [
  ...['12 50', '1 50,00', '1 5', '12 5', '1234 567', '1 234 56', '12 34 567', '0 5', `12${NBSP}50`, `1${NARROW}5`],
  ...["12'50", '1’5,00', "1 234'567", '12.34.567', '12. 50', '12 ,50', '12.50.00'],
]

describe('an amount', () => {
  test.each([
    ['1 234,56', 123_456],
    ['1234.56', 123_456],
    ['1 234,56 EUR', 123_456],
    ['1234,56 eiro', 123_456],
    ['EUR 1234.56', 123_456],
    ['12,-', 1200],
    ['+5', 500],
    ['.5', 50],
    ['1 234,56 €', 123_456],
    [`1${NBSP}234,56${NBSP}€`, 123_456],
    [`1${NARROW}234,5`, 123_450],
    ['€1,234.56', 123_456],
    ['1.234,56', 123_456],
    ['1,234,567.89', 123_456_789],
    ['1.234.567', 123_456_700],
    [`12${THIN}345${THIN}678,90`, 1_234_567_890],
    ["12'345.60", 1_234_560],
    ['12’345’678', 1_234_567_800],
    [' € 12,50 ', 1250],
    ['0', 0],
    ['999999999,99', 99_999_999_999],
  ])('typed as "%s" is understood', (typed, amount) => {
    expect(parseEuros(typed)).toBe(amount)
  })

  test.each([
    'a lot',
    '1.234',
    '15,000',
    '1,2,3',
    '−5',
    '-5',
    '1e3',
    '',
    '1000000000',
    '12,345',
    '1 2 3,4,5',
    ...halfGroups,
  ])('typed as "%s" is asked for again, never guessed', (typed) => {
    expect(parseEuros(typed)).toBeNull()
  })

  test('shown in a form is read back to the cent, in every language', () => {
    const forms = inEachLocale((field) => z.object({ amount: field.euros() }))
    let seed = 7
    for (let at = 0; at < 10_000; at++) {
      seed = (seed * 48_271) % 2_147_483_647
      const amount = cents(seed % 99_999_999_999)
      for (const locale of locales) {
        const typed = z.encode(forms[locale], { amount })
        expect(z.decode(forms[locale], typed).amount).toBe(amount)
      }
    }
  })

  test('is quantity times price, rounded half up once', () => {
    expect(timesQuantity(2.5, cents(101))).toBe(253)
    expect(timesQuantity(0.5, cents(1))).toBe(1)
    expect(timesQuantity(999_999.99, cents(100_000))).toBe(99_999_999_000)
  })

  test('of the project is written as each language writes it', () => {
    expect(formats.lv.money(26_478_703)).toBe(`264${NBSP}787,03${NBSP}€`)
    expect(formats.et.money(20_918_174)).toBe(`209${NBSP}181,74${NBSP}€`)
    expect(formats.en.money(20_918_174)).toBe('€209,181.74')
  })
})

describe('a day', () => {
  test.each([
    ['lv', '2019. gada 10.–11. oktobris', '2019. gada 30. decembris – 2020. gada 2. janvāris'],
    ['et', '10.–11. oktoober 2019', '30. detsember 2019 – 2. jaanuar 2020'],
    ['en', '10 – 11 October 2019', '30 December 2019 – 2 January 2020'],
  ] as const)('and another are written in %s with what they share said once', (locale, near, far) => {
    const plain = (text: string) => text.replaceAll(/\s/g, ' ')
    expect(plain(formats[locale].daySpan('2019-10-10', '2019-10-11'))).toBe(near)
    expect(plain(formats[locale].daySpan('2019-12-30', '2020-01-02'))).toBe(far)
    expect(formats[locale].daySpan('2019-12-30', null)).toBe(`${formats[locale].day('2019-12-30')} – …`)
  })

  test.each([
    ['lv', '2019. gada novembris', '2020. gada 2. marts, plkst. 12:00'],
    ['et', 'november 2019', '2. märts 2020, kell 12:00'],
    ['en', 'November 2019', '2 March 2020 at 12:00'],
  ] as const)('and its month and hour are written in %s as an official writes them', (locale, month, moment) => {
    expect(formats[locale].month('2019-11')).toBe(month)
    expect(formats[locale].moment(new Date('2020-03-02T10:00:00Z'))).toBe(moment)
  })

  test.each(['1.5.2019', '01.05.2019.', '01.05.2019', '1/5/2019', '1. 5. 2019', '2019-05-01', ' 2019-05-01 '])(
    'typed as "%s" is the first of May',
    (typed) => {
      expect(parseDay(typed)).toBe('2019-05-01')
    },
  )

  test.each([
    '30.2.2020',
    '1.13.2019',
    '1.5',
    '010519190',
    '5 6 March 2019',
    'tomorrow',
    '<b>1.5.2019',
    '2019-02-29',
    '1.5.0019',
    '1.5.0001',
    '',
  ])('typed as "%s" is none', (typed) => {
    expect(parseDay(typed)).toBeNull()
  })

  test.each([
    '01052019',
    '010519',
    '20190501',
    '01 05 2019',
    '01-05-2019',
    '2019.05.01',
    '1.5.19',
    '1 May 2019',
    'May 1, 2019',
  ])('typed as "%s", with digits alone or other marks, is the first of May 2019', (typed) => {
    expect(parseDay(typed)).toBe('2019-05-01')
  })

  test('as the portal prints it is read back, in every language, and its month too', () => {
    for (let at = Date.UTC(2019, 0, 1); at < Date.UTC(2021, 0, 1); at += 86_400_000) {
      const iso = new Date(at).toISOString().slice(0, 10)
      for (const locale of locales) {
        expect(parseDay(formats[locale].day(iso))).toBe(iso)
        expect(parseMonth(formats[locale].month(iso.slice(0, 7)))).toBe(iso.slice(0, 7))
      }
    }
  })

  test('turns at midnight in Riga, in summer and in winter', () => {
    expect(today(() => new Date('2020-07-01T20:59:59Z'))).toBe('2020-07-01')
    expect(today(() => new Date('2020-07-01T21:00:00Z'))).toBe('2020-07-02')
    expect(today(() => new Date('2020-12-31T21:59:59Z'))).toBe('2020-12-31')
    expect(today(() => new Date('2020-12-31T22:00:00Z'))).toBe('2021-01-01')
  })

  test('that no calendar has is a bug', () => {
    expect(() => day('2021-02-29')).toThrow(RangeError)
  })

  test('belongs to a month that may be typed in several ways', () => {
    for (const typed of [
      '5.2020',
      '05/2020',
      '2020-05',
      '05.2020.',
      '052020',
      '202005',
      '05 2020',
      '5/20',
      'May-20',
      'maijs 2020',
    ])
      expect(parseMonth(typed)).toBe('2020-05')
    expect(parseMonth('13.2020')).toBeNull()
  })
})

describe('a time of day', () => {
  test.each([
    ['0930', '09:30'],
    ['930', '09:30'],
    ['9 30', '09:30'],
    ['9.30', '09:30'],
    ['9:30', '09:30'],
    ['09,30', '09:30'],
    ['9', '09:00'],
    ['14', '14:00'],
    ['9.30 pm', '21:30'],
    ['12 am', '00:00'],
    ['plkst. 18.00', '18:00'],
    ['0', '00:00'],
    ['2359', '23:59'],
    ['kell 9.30', '09:30'],
    ['9–30', '09:30'],
  ])('may be typed as "%s"', (typed, time) => {
    expect(parseTime(typed)).toBe(time)
  })

  test('ends a day as 24:00, which begins none', () => {
    expect([parseEnd('2400'), parseEnd('24'), parseEnd('24:30'), parseEnd('23.59')]).toEqual([
      '24:00',
      '24:00',
      null,
      '23:59',
    ])
    expect(instantOf(day('2020-03-28'), '24:00').toISOString()).toBe('2020-03-28T22:00:00.000Z')
    expect(isOnClock(day('2020-03-28'), '24:00')).toBe(true)
  })

  test.each(['2400', '24:00', '9:60', '12345', '9.3', 'noon', ''])('typed as "%s" is none', (typed) => {
    expect(parseTime(typed)).toBeNull()
  })
})

describe('a text in several languages', () => {
  test('is shown in the reader’s language, or in the one it was written in', () => {
    const text = { source: 'lv', lv: 'Krāsns', en: 'Oven' } as const
    expect(localise('en', text)).toEqual({ text: 'Oven', lang: 'en' })
    expect(localise('et', text)).toEqual({ text: 'Krāsns', lang: 'lv' })
    expect(localise('et', null)).toEqual({ text: '', lang: 'et' })
  })

  test('keeps its other languages when one is written or emptied', () => {
    const text = setTranslation('et', { source: 'lv', lv: 'Krāsns' }, 'Ahi')
    expect(text).toEqual({ source: 'lv', lv: 'Krāsns', et: 'Ahi' })
    expect(setTranslation('lv', text, '')).toEqual({ source: 'et', et: 'Ahi' })
    expect(setTranslation('et', { source: 'et', et: 'Ahi' }, '')).toBeNull()
    expect(setTranslation('en', null, '')).toBeNull()
  })
})

describe('what people type', () => {
  test('is refused where it holds a personal code, and not where it holds a phone or registration number', () => {
    for (const text of ['Kods 010190-12345', '010190–12345', '010190 - 12345', '49403136526 on kood'])
      expect(containsPersonalCode(text)).toBe(true)
    for (const text of ['+37120000000', '40003245566', '2020-05-01', 'SIA 40003123456'])
      expect(containsPersonalCode(text)).toBe(false)
  })

  test('keeps its line breaks as one kind, and no NUL', () => {
    const { prose } = fields('lv')
    expect(prose().parse('viens\r\ndivi ')).toBe('viens\ndivi')
    expect(prose().safeParse('a\0b').success).toBe(false)
  })

  test('makes an address of Latin letters', () => {
    expect(slugOf('Lapmežciema “krāsns” & dārzs')).toBe('lapmezciema-krasns-darzs')
    expect(slugOf('Õpituba Värskas')).toBe('opituba-varskas')
    expect(slugOf("O'Brien's")).toBe('o-brien-s')
    expect(slugOf('Печь')).toBe('')
  })
})

test('the same content has the same fingerprint, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  expect(fingerprint({ a: 1, b: 2 })).toBe(fingerprint({ b: 2, a: 1 }))
})

describe('a text', () => {
  test('of characters that nobody sees is empty', () => {
    for (const text of ['\u200b\u200b', '\u3164', '\u00ad \u2060', '\u2800', '\x01', '\x0b', '\ufeff', '\u202e'])
      expect([text, seenText(text)]).toEqual([text, ''])
  })

  test('keeps its letters and lines, without characters that steer machines', () => {
    expect(seenText(' An\x01na\x0bOzola ')).toBe('Anna Ozola')
    expect(seenText('one\r\n\r\n\ttwo\u200d')).toBe('one\n\n\ttwo\u200d')
  })

  test('is the same text where it looks the same, whatever was copied along', () => {
    for (const text of ['Pe\u0304teris', '\u200bPēteris\ufeff', '\u202aPēteris\u202c', 'Pēteris\u200e \u2060'])
      expect(seenText(text)).toBe('Pēteris')
    expect(seenText(`a${'\u200b'.repeat(200_000)}b`)).toBe('ab')
    for (const mark of ['\u200b', '\u2060', '\ufeff', '\u00ad']) expect(seenText(`Pē${mark}teris`)).toBe('Pēteris')
    expect(seenText('نمی\u200cخواهم')).toBe('نمی\u200cخواهم')
  })

  test('of a telephone has as many digits as the country it says it is of', () => {
    for (const phone of ['+371 2999', '00371 2999', '+371 9123456', '+372 51', '+372 99123456'])
      expect([phone, parsePhone(phone)]).toEqual([phone, null])
    for (const phone of ['+37129123456', '+3725123456', '+37251234567', '+358401234567'])
      expect(parsePhone(phone)).toBe(phone)
  })

  test('copied from a page or a telephone is a number, a day or an address all the same', () => {
    for (const phone of ['\u202a+371 29 123 456\u202c', '+371‑29–123‑456', '+37129123456\u200b'])
      expect([phone, parsePhone(phone)]).toEqual([phone, '+37129123456'])
    for (const email of ['\u200banna@x.lv', '\u202aanna@x.lv\u202c']) expect(parseEmail(email)).toBe('anna@x.lv')
    for (const typed of ['\u200e10.03.2020', '10–03–2020']) expect(parseDay(typed)).toBe('2020-03-10')
    expect(parseEuros('\u202d12,50\u202c')).toBe(1250)
  })
})

describe('light Markdown', () => {
  test('is shown as it was typed where it has more marks than anybody writes, which would cost each reader', () => {
    const marks = '*_'.repeat(10_000)
    expect(htmlOf(`**Bold**`)).toBe('<p><strong>Bold</strong></p>\n')
    expect(htmlOf(marks)).toBe(`<p>${marks}</p>\n`)
  })
})
