import { z } from 'zod'
import { required, inEachLocale } from '#platform/forms/fields.ts'
import { isLocale, type Locale } from '#platform/i18n/locale.ts'
import { channels, mostMinutes, actionItemOwners, phases, topics, usualMinutes } from './session.ts'

export const sessionForm = inEachLocale((field) =>
  z.object({
    in: z.custom<Locale>(isLocale, 'choose'),
    heldOn: required(field.day(), 'required'),
    minutes: field.choice(usualMinutes),
    otherMinutes: field.whole(1, mostMinutes),
    channel: required(field.choice(channels), 'choose'),
    phase: required(field.choice(phases), 'choose'),
    place: z.string('choose'),
    /** The request for advice that the session answers. */
    request: z.string().default('').pipe(field.id()),
    topics: field.many(topics),
    summary: field.required(5000),
    privateNote: field.prose(5000),
  }),
)

export const actionItemForm = inEachLocale((field) =>
  z.object({ what: field.text(300), owner: required(field.choice(actionItemOwners), 'choose'), dueOn: field.day() }),
)

/** A session as typed, read. */
export type SessionFields = z.output<(typeof sessionForm)['en']>

/** A next step as typed, read. */
export type TypedActionItem = z.output<(typeof actionItemForm)['en']>
