import { z } from 'zod'
import { topics } from '#advice/session.ts'
import { inEachLocale } from '#lib/fields.ts'
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
