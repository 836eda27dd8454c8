import { z } from 'zod'
import { fields, inEachLocale } from '#platform/forms/fields.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { libraryKeys } from './condition-library.ts'

/** One note, such as a comment, or how a condition was met. */
export const noteForm = inEachLocale((field) => z.object({ note: field.required(4000) }))

/** What is to be mended, in the plan as a whole and in the places named. */
export const returnForm = (locale: Locale, places: readonly string[]) =>
  noteForm[locale].extend(Object.fromEntries(places.map((place) => [place, fields(locale).text(4000)])))

/** A condition of an approval: picked from the library, or written, and by when it is to be met. */
export const conditionForm = inEachLocale((field) =>
  z.object({ pick: field.choice(libraryKeys), text: field.text(1000), dueOn: field.day() }),
)
