import { z } from 'zod'
import type { Day, Month } from '#platform/values/day.ts'
import { meantYears, parseEnd, parseTime, writtenDay, writtenMonth } from './typed-time.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { codec, type Parse } from './codec.ts'
import { numberProblem, ofYears, wholeWithin, within, type Years } from './ranges.ts'
import { parseEmail } from './contact.ts'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { mostCents, parseEuros, type Cents } from '#platform/values/money.ts'
import { containsPersonalCode } from '#platform/values/personal-code.ts'
import { seenText } from './seen-text.ts'
import { setTranslation } from '#platform/i18n/text.ts'

/*
 * Form fields. Each is a codec: it decodes what a person typed and encodes a stored value back into a control, in the
 * reader's own way of writing. Error messages are keys below `errors` in the locale files; the words are the translators'.
 * A field left empty is null, except where its name says `required`: drafts save with anything missing.
 */

const typed = (longest: number) =>
  z
    .codec(z.string('required'), z.string(), {
      decode: seenText,
      encode: (text) => text,
    })
    .pipe(z.string().max(longest, { error: 'too_long', abort: true }))
    .refine((text) => !text.includes('\0'), 'control_character')
    .refine((text) => !containsPersonalCode(text), 'personal_code')

/** Whether a text can be what somebody is called: marks and digits alone cannot. */
export const isName = (text: string): boolean => /\p{L}/u.test(text)

const person = (longest: number) => typed(longest).refine((text) => text === '' || isName(text), 'person_name')

const basisPoints: Parse<number> = (typed) => {
  const part = within(0, 1)(typed)
  return part === null ? null : Math.round(part * 10_000)
}

const decimals = (locale: Locale) => {
  const mark = locale === 'en' ? '.' : ','
  return (value: number, digits: number) => value.toFixed(digits).replace('.', mark)
}

const mostQuantity = 999_999.99

const shortTime = (time: string) => time.slice(0, 5)

const someIds = () =>
  z.codec(z.union([z.string(), z.array(z.string())]).default([]), z.custom<string[]>(), {
    decode: (chosen) => [...new Set([chosen].flat())].filter(isUuid),
    encode: (chosen) => chosen,
  })

const checkbox = () =>
  z.codec(z.string().default(''), z.boolean(), {
    decode: (text) => text === 'yes',
    encode: (on) => (on ? 'yes' : ''),
  })

/** A field that is not left empty: `problem` where nothing was typed or chosen. */
export const required = <T>(field: z.ZodType<T | null, string>, problem = 'choose') =>
  field.pipe(
    z.codec(
      z.custom<T | null>((value) => value !== null, problem),
      z.custom<T>(),
      { decode: (value) => value as T, encode: (value) => value },
    ),
  )

/** What was typed of a text that is kept in several languages: the one that the form is written in. */
type TypedText<Need extends 'needed' | 'optional'> = string & { readonly text: Need }

const texts = z.registry<{ need: 'needed' | 'optional' }>()

const text = <Need extends 'needed' | 'optional'>(longest: number, need: Need) =>
  typed(longest).register(texts, { need }) as unknown as z.ZodType<TypedText<Need>, string>

/** What a form says, with each of its texts in all its languages. */
export type InAllLanguages<T> = {
  [K in keyof T]: T[K] extends TypedText<'needed'>
    ? Multilingual
    : T[K] extends TypedText<'optional'>
      ? Multilingual | null
      : T[K]
}

type EmptyText<T, K extends keyof T> = null extends T[K] ? (T[K] extends Multilingual | null ? K : never) : never

/** The same, where texts that may be empty may also be left out. */
export type WithOptionalTexts<T> = { [K in keyof T as K extends EmptyText<T, K> ? never : K]: T[K] } & {
  [K in keyof T as EmptyText<T, K>]?: T[K]
}

type Texts = Record<string, Multilingual | null | undefined>

/** The texts of a form, what was typed in `writing` put beside what there was before in the other languages. */
export const mergeTexts = (writing: Locale, form: z.ZodObject, input: object, before: object | null) =>
  textsOf(form).map(({ name, need }) => {
    const text = setTranslation(
      writing,
      (before as Texts | null)?.[name] ?? null,
      (input as Record<string, string>)[name] ?? '',
    )
    return { name, text, isMissing: need === 'needed' && text === null }
  })

/** What a form shows of stored texts to somebody who writes in `writing`. */
export const textsShown = (writing: Locale, form: z.ZodObject, stored: object): Record<string, string> =>
  Object.fromEntries(textsOf(form).map(({ name }) => [name, (stored as Texts)[name]?.[writing] ?? '']))

const textsOf = (form: z.ZodObject) =>
  Object.entries(form.shape).flatMap(([name, field]) => {
    const known = texts.get(field as z.ZodType)
    return known ? [{ name, need: known.need }] : []
  })

/** The fields in one language's way of writing numbers. */
export function fields(locale: Locale) {
  const write = decimals(locale)
  const plain = (value: number) => String(value).replace('.', locale === 'en' ? '.' : ',')
  return {
    text: (longest = 200) => typed(longest),
    required: (longest = 200) => typed(longest).pipe(z.string().min(1, 'required')),
    /** What a person is called; it may be left empty. */
    person: (longest = 120) => person(longest),
    requiredPerson: (longest = 120) => person(longest).pipe(z.string().min(1, 'required')),
    prose: (longest = 20_000) => typed(longest),
    /** A text kept in several languages, of which the form shows and takes one; empty in all of them it is null. */
    multilingual: (longest = 300) => text(longest, 'optional'),
    /** The same, of which there must be something in some language. */
    requiredMultilingual: (longest = 200) => text(longest, 'needed'),
    euros: () =>
      codec<Cents>(parseEuros, 'money', (amount) => write(amount / 100, 2), numberProblem(locale, 0, mostCents / 100)),
    quantity: () => codec(within(0, mostQuantity), 'number', plain, numberProblem(locale, 0, mostQuantity)),
    whole: (least: number, most: number) =>
      codec(wholeWithin(least, most), 'whole', String, numberProblem(locale, least, most, 1)),
    /** Hours of a contract; kept in minutes. */
    hours: () => codec(within(0.01, 10_000), 'hours', plain),
    /** A share of one, such as a part-time job's; kept in basis points. */
    share: () => codec(basisPoints, 'share', (points) => write(points / 10_000, 2)),
    day: (years: Years = meantYears) => ofYears<Day>(years, 'day', writtenDay),
    /** When something begins, from 00:00 to 23:59. */
    time: () => codec<string>(parseTime, 'time', shortTime),
    /** When something ends: the same, or 24:00, the end of the day. */
    end: () => codec<string>(parseEnd, 'end', shortTime),
    month: (years: Years = meantYears) => ofYears<Month>(years, 'month', writtenMonth),
    /** An e-mail address as mail servers write it. */
    email: () => codec(parseEmail, 'email', String),
    choice: <const T extends string>(choices: readonly T[]) =>
      codec<T>((text) => choices.find((choice) => choice === text) ?? null, 'choose', String),
    many: <const T extends string>(choices: readonly T[]) =>
      z.codec(z.union([z.string(), z.array(z.string())]).default([]), z.custom<T[]>(), {
        decode: (chosen) => choices.filter((choice) => [chosen].flat().includes(choice)),
        encode: (chosen) => chosen,
      }),
    ids: someIds,
    checkbox,
    id: () => codec<string>((text) => (isUuid(text) ? text : null), 'choose', String),
    version: () => z.codec(z.string().regex(/^\d{1,9}$/, 'choose'), z.int(), { decode: Number, encode: String }),
  }
}

export type Fields = ReturnType<typeof fields>

/** A form in each language: the same fields, written the reader's way. */
export const inEachLocale = <T>(make: (field: Fields) => T): Record<Locale, T> =>
  Object.fromEntries(locales.map((locale) => [locale, make(fields(locale))])) as Record<Locale, T>
