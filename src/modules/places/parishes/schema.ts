import { z } from 'zod'
import { inEachLocale } from '#platform/forms/fields.ts'
import { parishKinds } from './parish.ts'

export const parishForm = inEachLocale((field) =>
  z
    .object({
      nameLv: field.required(120),
      nameEt: field.required(120),
      nameEn: field.required(120),
      kind: field.choice(parishKinds),
      population: field.whole(0, 1_000_000),
      populationYear: field.whole(1900, 2200),
      populationSource: field.text(200),
      areaKm2: field.quantity(),
      code: field.text(60),
      introLv: field.prose(5000),
      introEt: field.prose(5000),
      introEn: field.prose(5000),
      noteLv: field.prose(2000),
      noteEt: field.prose(2000),
      noteEn: field.prose(2000),
      provisional: field.checkbox(),
      version: field.version(),
    })
    .refine(({ kind }) => kind !== null, { path: ['kind'], error: 'choose' })
    .refine(({ areaKm2 }) => areaKm2 !== 0, { path: ['areaKm2'], error: 'number' })
    .refine(({ population, populationYear }) => (population === null) === (populationYear === null), {
      path: ['populationYear'],
      error: 'year_with_count',
    }),
)

export type ParishInput = z.output<(typeof parishForm)['en']>
