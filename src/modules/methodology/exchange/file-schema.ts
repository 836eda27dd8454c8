import { z } from 'zod'
import { fields } from '#platform/forms/fields.ts'
import { locales, type Multilingual } from '#platform/i18n/locale.ts'
import {
  allScores,
  criterionKinds,
  longestTexts,
  mostWeight,
  visibilities,
  type CriterionChoice,
  type CriterionContent,
  type Score,
} from '#modules/methodology/editions/methodology.ts'

/*
 * The file that a methodology is exchanged in. The messages are keys below `methodology:import.problems`; where each
 * problem is, its path says.
 */

export const fileFormat = 'act-local-methodology'
export const fileVersion = 1

const sectionCode = /^[a-z][a-z0-9_]{0,39}$/
const criterionCode = /^[a-z][a-z0-9_]{0,39}(\.[a-z0-9][a-z0-9_]{0,39})?$/
const family = /^[a-z0-9]+(-[a-z0-9]+)*$/

const wrong = (key: string) => ({ error: ({ input }: { input?: unknown }) => (input === undefined ? 'required' : key) })

const object = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return 'unknown'
      return input === undefined ? 'required' : 'object'
    },
  })

const list = <T extends z.ZodType>(of: T, most: number) => z.array(of, wrong('list')).max(most, 'too_full')
const { text } = fields('en')

const said = (most: number) => {
  const words = z
    .string('text')
    .pipe(text(most))
    .transform((typed) => typed || undefined)
    .optional()
  return object({ source: z.enum(locales, wrong('choose')), lv: words, et: words, en: words })
    .refine(({ source, ...texts }) => texts[source] !== undefined, 'source')
    .transform(({ source, lv, et, en }): Multilingual => ({
      source,
      ...(lv && { lv }),
      ...(et && { et }),
      ...(en && { en }),
    }))
}

const maybeSaid = (most: number) => said(most).optional()
const scoreNumber = z.union(allScores.map((score) => z.literal(score)) as [z.ZodLiteral<Score>], wrong('score'))
const score = scoreNumber.optional()

const anchorTexts = Object.fromEntries(allScores.map((each) => [each, maybeSaid(longestTexts.question)]))
const anchors = object(anchorTexts)
  .default({})
  .transform((given) => given as CriterionContent['anchors'])

const choice = object({
  code: z.string(wrong('text')).regex(sectionCode, 'code'),
  label: said(longestTexts.title),
  score,
}).transform(({ score: worth = null, ...rest }): CriterionChoice => ({ ...rest, score: worth }))

interface Parts {
  kind: string
  anchors: object
  choices: readonly { code: string }[]
  unit?: unknown
  yesScore?: unknown
  noScore?: unknown
}

const has = (value: unknown) => value !== undefined

/** What a criterion must not have beside its kind: the field, what is wrong with it, and when. */
const rules: readonly [field: string, message: string, broken: (it: Parts) => boolean][] = [
  ['anchors', 'kind', ({ kind, anchors }) => kind !== 'score' && Object.keys(anchors).length > 0],
  ['choices', 'kind', ({ kind, choices }) => kind !== 'choice' && choices.length > 0],
  ['choices', 'twice', ({ choices }) => has(twice(choices))],
  ['unit', 'kind', ({ kind, unit }) => kind !== 'number' && has(unit)],
  ['yesScore', 'kind', ({ kind, yesScore, noScore }) => kind !== 'yesno' && (has(yesScore) || has(noScore))],
  ['yesScore', 'both', ({ yesScore, noScore }) => has(yesScore) !== has(noScore)],
]

const criterion = object({
  code: z.string(wrong('text')).regex(criterionCode, 'code'),
  kind: z.enum(criterionKinds, wrong('choose')),
  question: said(longestTexts.question),
  unit: maybeSaid(longestTexts.unit),
  weight: z.int(wrong('weight')).min(0, 'weight').max(mostWeight, 'weight').default(0),
  anchors,
  choices: list(choice, 20).default([]),
  yesScore: score,
  noScore: score,
  guidance: maybeSaid(longestTexts.guidance),
  evidence: maybeSaid(longestTexts.evidence),
  evidenceRequired: z.boolean(wrong('boolean')),
  visibility: z.enum(visibilities, wrong('choose')),
})
  .superRefine((it, context) => {
    for (const [field, message, broken] of rules) {
      if (broken(it)) context.addIssue({ code: 'custom', path: [field], message })
    }
  })
  .transform(({ unit = null, guidance = null, evidence = null, yesScore = null, noScore = null, ...rest }) => {
    const whole: CriterionContent = { ...rest, unit, guidance, evidence, yesScore, noScore }
    return whole
  })

const section = object({
  code: z.string(wrong('text')).regex(sectionCode, 'code'),
  title: said(longestTexts.title),
  guidance: maybeSaid(longestTexts.guidance),
  criteria: list(criterion, 100),
}).transform(({ guidance = null, ...rest }) => ({ ...rest, guidance }))

const twice = (coded: readonly { code: string }[]) =>
  coded.find(({ code }, at) => coded.findIndex((other) => other.code === code) < at)?.code

export const fileForm = object({
  format: z.literal(fileFormat, wrong('format')),
  formatVersion: z.literal(fileVersion, wrong('format_version')),
  family: z.string(wrong('text')).max(60, 'too_long').regex(family, 'family'),
  title: said(longestTexts.title),
  introduction: maybeSaid(longestTexts.introduction),
  scores: object({ least: scoreNumber, most: scoreNumber }).refine(({ least, most }) => least < most, 'scores_order'),
  sections: list(section, 30),
})
  .superRefine(({ sections }, context) => {
    const codes = sections.flatMap(({ criteria }) => criteria)
    const double = twice(sections) ?? twice(codes)
    if (double !== undefined)
      context.addIssue({ code: 'custom', path: ['sections'], message: 'twice', params: { double } })
  })
  .transform(({ family, title, introduction = null, scores, sections }) => ({
    family,
    content: { title, introduction, leastScore: scores.least, mostScore: scores.most, sections },
  }))
