import { z } from 'zod'
import { required, inEachLocale, type Fields, type InAllLanguages } from '#platform/forms/fields.ts'
import { isOnClock } from '#platform/values/day.ts'
import { trainingKinds, modalities, trainingLanguages } from './training-day.ts'

const halves = ['1', '2'] as const

const some = <T extends string>(field: Fields, choices: readonly T[]) =>
  field.many(choices).pipe(z.custom<T[]>((chosen) => (chosen as T[]).length > 0, 'choose_some'))

export const dayForm = inEachLocale((field) =>
  z.object({
    kind: required(field.choice(trainingKinds), 'choose'),
    title: field.requiredMultilingual(200),
    about: field.multilingual(5000),
    organiserId: required(field.id(), 'choose'),
    modality: required(field.choice(modalities), 'choose'),
    place: field.text(300),
    onlineAt: field.text(500).refine((text) => text === '' || /^https?:\/\/\S+$/.test(text), 'link'),
    languages: some(field, trainingLanguages),
    interpretation: field.multilingual(300),
    capacity: field.whole(1, 1000),
    registrationClosesOn: field.day(),
    agenda: field.multilingual(5000),
    parishIds: field.ids(),
    topicIds: field.ids(),
    trainers: field.prose(3000),
  }),
)

export const dateRow = inEachLocale((field) =>
  z
    .object({
      onDay: required(field.day(), 'required'),
      starts: required(field.time(), 'required'),
      ends: required(field.end(), 'required'),
      halfDays: required(field.choice(halves), 'choose'),
    })
    .refine(({ starts, ends }) => starts < ends, { path: ['ends'], message: 'time_order' })
    .refine(({ onDay, starts }) => isOnClock(onDay, starts), { path: ['starts'], message: 'left_out' })
    .refine(({ onDay, ends }) => isOnClock(onDay, ends), { path: ['ends'], message: 'left_out' }),
)

export const reasonForm = inEachLocale((field) => z.object({ reason: field.required(1000) }))

export type TypedDay = InAllLanguages<z.output<(typeof dayForm)['en']>>
export type TypedDate = z.output<(typeof dateRow)['en']>
