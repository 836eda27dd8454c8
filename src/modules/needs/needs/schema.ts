import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { needCategories, priorities, severities } from './need.ts'

export const needForm = inEachLocale((field) =>
  z.object({
    title: field.requiredMultilingual(200),
    description: field.multilingual(4000),
    category: required(field.choice(needCategories)),
    severity: required(field.choice(severities)),
    priority: required(field.choice(priorities)),
    peopleAffected: field.whole(0, 1_000_000),
    public: field.checkbox(),
  }),
)

/** What answers a need, as `kind:id`, and a note beside it. */
export const responseForm = inEachLocale((field) => z.object({ what: z.string('choose'), note: field.text(400) }))

export const dismissForm = inEachLocale((field) => z.object({ reason: field.required(1000) }))

export const swotRow = inEachLocale((field) =>
  z.object({ text: field.text(300), rank: field.whole(1, 99), votes: field.whole(0, 100_000) }),
)
