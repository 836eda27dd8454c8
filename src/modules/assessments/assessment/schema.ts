import { z } from 'zod'
import { fields, inEachLocale } from '#platform/forms/fields.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { allScores, type Criterion } from '#modules/methodology/editions/methodology.ts'

type Asking = Pick<Criterion, 'kind' | 'choices'>
type Field = ReturnType<typeof fields>

const formWith = (field: Field, value: z.ZodType) =>
  z.object({
    value: (value as z.ZodType<AnswerInput['value'], string>).prefault(''),
    why: field.prose(2000).prefault(''),
    notApplicable: field.checkbox(),
    reason: field.prose(1000).prefault(''),
    evidence: field.text(400).prefault(''),
    meetingId: field.id().prefault(''),
    version: field.version(),
  })

// A page has a form for each of up to twenty questions; making them anew each time was what it took longest for.
const usual = inEachLocale((field) => ({
  score: formWith(field, field.choice(allScores.map(String))),
  number: formWith(field, field.quantity()),
  yesno: formWith(field, field.choice(['yes', 'no'])),
  text: formWith(field, field.prose(4000)),
}))

/** The form of one answer, as its question asks for it; a control that the page does not show is not sent. */
export function answerForm(locale: Locale, { kind, choices }: Asking) {
  if (kind !== 'choice') return usual[locale][kind]
  const field = fields(locale)
  return formWith(field, field.choice(choices.map(({ code }) => code)))
}

export interface AnswerInput {
  value: string | number | null
  why: string
  notApplicable: boolean
  reason: string
  evidence: string
  meetingId: string | null
  version: number
}

export const noteForm = inEachLocale((field) => z.object({ note: field.required(4000) }))

const needed = <T>(field: z.ZodType<T | null, string>) =>
  field.refine((value): value is T & NonNullable<T> => value !== null, 'required')

export const meetingForm = inEachLocale((field) =>
  z
    .object({
      heldOn: needed(field.day()),
      place: field.required(200),
      minutes: field.whole(1, 1440),
      facilitator: field.text(200),
      participants: needed(field.whole(0, 10_000)),
      women: field.whole(0, 10_000),
      young: field.whole(0, 10_000),
      seniors: field.whole(0, 10_000),
      record: field.prose(20_000),
      version: field.version(),
    })
    .refine(({ participants, women }) => (women ?? 0) <= participants, {
      path: ['women'],
      error: 'more_than_all',
    })
    .refine(({ participants, young, seniors }) => (young ?? 0) + (seniors ?? 0) <= participants, {
      path: ['seniors'],
      error: 'more_than_all',
    }),
)

export type MeetingInput = z.output<(typeof meetingForm)['en']>

export const participantNamesForm = inEachLocale((field) =>
  z.object({ names: field.prose(20_000), version: field.version() }),
)
