import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { conditionLibrary } from '#modules/plans/review/condition-library.ts'
import { locales } from '#platform/i18n/locale.ts'
import { day, type Month } from '#platform/values/day.ts'
import { cents } from '#platform/values/money.ts'
import { parishes, territories } from './places/reference.ts'

/**
 * What a file of the demonstration says, checked by the schema of its module. Throws, in one sentence, which file is wrong,
 * where in it, and how; `content` stands in for the file where it is given.
 */
export function readStory<T>(file: string, story: z.ZodType<T>, content = contentOf(file)): T {
  const read = story.safeParse(content)
  if (read.success) return read.data
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`seeds/${file} cannot be told: ${wrong.join('; ')}.`)
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  } catch (error) {
    throw new Error(`seeds/${file} cannot be read: ${String(error)}.`, { cause: error })
  }
}

const written = z.string().min(1)

/** What people write, in as many languages as somebody has written it, always in the one that it was first written in. */
export const text = z
  .strictObject({
    source: z.enum(locales),
    lv: written.exactOptional(),
    et: written.exactOptional(),
    en: written.exactOptional(),
  })
  .refine((each) => each[each.source] !== undefined, { error: 'the language it was first written in is missing' })

export const onDay = z.iso.date().transform(day)
export const inMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .transform((month) => month as Month)
export const instant = z.iso.datetime().transform((at) => new Date(at))
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Euro cents. */
export const amount = z.int().transform(cents)

export const parish = z.enum(
  parishes.map(({ slug }) => slug),
  { error: 'there is no such parish' },
)
export const territory = z.enum(
  territories.map(({ slug }) => slug),
  { error: 'there is no such territory' },
)

/** A condition of the library that approvals pick from. */
export const condition = z.strictObject({
  condition: z
    .enum(Object.keys(conditionLibrary) as (keyof typeof conditionLibrary)[])
    .transform((key) => conditionLibrary[key]),
  dueOn: onDay,
})

/** What may be left out, and is null then. */
export const orNull = <T extends z.ZodType>(of: T) => z.nullable(of).default(null)
