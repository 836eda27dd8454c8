import { z } from 'zod'
import { topics } from '#modules/advice/sessions/session.ts'
import { inEachLocale } from '#platform/forms/fields.ts'
import { spokenLanguages } from './mentor.ts'

export const profileForm = inEachLocale((field) =>
  z.object({
    organisation: field.text(200),
    expertise: field.many(topics),
    skills: field.text(300),
    speaks: field.many(spokenLanguages),
    about: field.prose(4000),
    published: field.checkbox(),
  }),
)
