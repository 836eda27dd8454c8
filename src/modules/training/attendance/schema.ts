import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { attendanceMethods } from './attendance.ts'

const longest = 1440

/** One line of the list: somebody who is known. */
export const markRow = inEachLocale((field) =>
  z.object({ here: field.checkbox(), minutes: field.whole(1, longest), method: field.choice(attendanceMethods) }),
)

/** One line of the list: somebody who came without having registered. */
export const walkInRow = inEachLocale((field) =>
  z.object({
    name: field.requiredPerson(),
    parish: field.id(),
    contact: field.text(120),
    minutes: field.whole(1, longest),
    method: field.choice(attendanceMethods),
  }),
)

export const countForm = inEachLocale((field) =>
  z.object({ counted: required(field.whole(0, 1000), 'required'), note: field.text(1000) }),
)

export const reopenForm = inEachLocale((field) => z.object({ reason: field.required(500) }))

export const revokeForm = inEachLocale((field) => z.object({ reason: field.required(500) }))
