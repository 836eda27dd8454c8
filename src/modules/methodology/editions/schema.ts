import { z } from 'zod'
import { fields, inEachLocale, type Fields } from '#platform/forms/fields.ts'
import { locales, type Locale } from '#platform/i18n/locale.ts'
import { allScores, criterionKinds, longestTexts, mostWeight, visibilities, type CriterionKind } from './methodology.ts'

/** The same field in each language, as `lv.title`, so that all three stand beside each other. */
const threefold = <F extends string>(field: Fields, lengths: Record<F, number>) =>
  Object.fromEntries(
    locales.flatMap((locale) =>
      Object.entries<number>(lengths).map(([name, most]) => [`${locale}.${name}`, field.text(most)]),
    ),
  ) as Record<`${Locale}.${F}`, ReturnType<Fields['text']>>

const worths = allScores.map(String)

export const titleForm = inEachLocale((field) => z.object({ title: field.required(longestTexts.title) }))

export const editionForm = inEachLocale((field) =>
  z.object({
    version: field.version(),
    ...threefold(field, { title: longestTexts.title, introduction: longestTexts.introduction }),
    leastScore: field.choice(['0', '1']),
    mostScore: field.choice(['3', '4', '5']),
  }),
)

export const sectionForm = inEachLocale((field) =>
  z.object({
    version: field.version(),
    ...threefold(field, { title: longestTexts.title, guidance: longestTexts.guidance }),
  }),
)

export const newCriterionForm = inEachLocale((field) =>
  z.object({
    question: field.required(longestTexts.question),
    kind: field.choice(criterionKinds).refine((kind) => kind !== null, 'choose'),
  }),
)

const anchors = Object.fromEntries(allScores.map((score) => [`anchor${score}`, longestTexts.question]))

const ofKind: Record<CriterionKind, (field: Fields) => z.ZodRawShape> = {
  score: (field) => ({ weight: field.whole(0, mostWeight), ...threefold(field, anchors) }),
  text: () => ({}),
  number: (field) => threefold(field, { unit: longestTexts.unit }),
  yesno: (field) => ({
    weight: field.whole(0, mostWeight),
    yesScore: field.choice(worths),
    noScore: field.choice(worths),
  }),
  choice: (field) => ({ weight: field.whole(0, mostWeight) }),
}

/** The form of one criterion: what all of them have, and what this kind has. */
export function criterionForm(locale: Locale, kind: CriterionKind) {
  const field = fields(locale)
  return z.object({
    version: field.version(),
    sectionId: field.id(),
    ...threefold(field, {
      question: longestTexts.question,
      guidance: longestTexts.guidance,
      evidence: longestTexts.evidence,
    }),
    ...ofKind[kind](field),
    evidenceRequired: field.checkbox(),
    visibility: field.choice(visibilities),
  })
}

export const choiceForm = inEachLocale((field) =>
  z.object({
    code: z.string().max(40).default(''),
    ...threefold(field, { label: longestTexts.title }),
    score: field.choice(worths),
  }),
)

/** The longest file taken, in characters; the starter methodology has some 150 000. */
export const longestFile = 1_000_000

export const importForm = z.object({
  file: z
    .string('required')
    .max(longestFile, 'too_long')
    .refine((text) => text.trim() !== '', 'required'),
})
