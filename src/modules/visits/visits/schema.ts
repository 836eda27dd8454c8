import { z } from 'zod'
import { parseEmail, parsePhone } from '#platform/forms/contact.ts'
import { required, inEachLocale, type Fields } from '#platform/forms/fields.ts'
import type { PartSection } from './visit.ts'

const inOrder = { path: ['ends'], error: 'time_order' }

export const visitForm = inEachLocale((field) =>
  z
    .object({
      title: field.requiredMultilingual(200),
      about: field.multilingual(6000),
      packing: field.multilingual(4000),
      number: required(field.whole(1, 99), 'required'),
      hostId: required(field.id(), 'choose'),
      fromDay: required(field.day(), 'required'),
      toDay: required(field.day(), 'required'),
      contact: field.text(200),
      seminarTitle: field.multilingual(200),
      seminarOn: field.day(),
      seminarStarts: field.time(),
      seminarEnds: field.end(),
      seminarPlace: field.text(200),
      version: field.version(),
    })
    .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], error: 'before_start' })
    .refine(({ seminarStarts: from, seminarEnds: to }) => from === null || to === null || from < to, {
      path: ['seminarEnds'],
      error: 'time_order',
    })
    .refine(({ fromDay, toDay, seminarOn }) => seminarOn === null || (fromDay <= seminarOn && seminarOn <= toDay), {
      path: ['seminarOn'],
      error: 'outside',
    }),
)

const rows: Record<PartSection, (field: Fields) => z.ZodObject> = {
  itinerary: (field) =>
    z
      .object({
        onDay: required(field.day(), 'required'),
        starts: field.time(),
        ends: field.end(),
        place: field.text(200),
        host: field.person(200),
        theme: field.prose(2000),
      })
      .refine(({ starts, ends }) => starts === null || ends === null || starts < ends, inOrder),
  transport: (field) =>
    z.object({
      onDay: required(field.day(), 'required'),
      leaves: field.time(),
      fromPlace: field.required(120),
      toPlace: field.required(120),
      seats: field.whole(1, 999),
      note: field.text(400),
    }),
  nights: (field) =>
    z.object({
      onDay: required(field.day(), 'required'),
      place: field.required(120),
      address: field.text(200),
      beds: field.whole(1, 999),
      note: field.text(400),
    }),
}

export const sectionForms = inEachLocale((field) => ({
  itinerary: rows.itinerary(field),
  transport: rows.transport(field),
  nights: rows.nights(field),
}))

export const placesRow = inEachLocale((field) => z.object({ places: field.whole(0, 200) }))

export const reasonForm = inEachLocale((field) => z.object({ reason: field.required(2000) }))

export const notesForm = inEachLocale((field) => z.object({ notes: field.prose(20_000), version: field.version() }))

export const lessonForm = inEachLocale((field) =>
  z.object({
    text: field.required(2000),
    parishId: required(field.id(), 'choose'),
    initiativeId: field.id(),
    public: field.checkbox(),
  }),
)

const contact = (problem: string, parse: (typed: string) => string | null) =>
  z.codec(z.string(), z.string(), {
    decode: (typed, context) => {
      const value = typed.trim() === '' ? '' : parse(typed)
      if (value === null) context.issues.push({ code: 'custom', message: problem, input: typed })
      return value ?? ''
    },
    encode: (value) => value,
  })

const phone = contact('phone', parsePhone)
const email = contact('email', parseEmail)

const choices = (field: Fields) => ({
  boardsAt: field.text(120),
  needs: field.prose(1000),
  photoConsent: field.checkbox(),
})

export const travellerForm = inEachLocale((field) =>
  z
    .object({
      name: field.requiredPerson(),
      email,
      phone,
      parishId: required(field.id(), 'choose'),
      locale: required(field.choice(['lv', 'et', 'en']), 'choose'),
      ...choices(field),
    })
    .refine(({ email, phone }) => email !== '' || phone !== '', { path: ['email'], error: 'email_or_phone' }),
)

export const choicesForm = inEachLocale((field) => z.object({ ...choices(field), version: field.version() }))
