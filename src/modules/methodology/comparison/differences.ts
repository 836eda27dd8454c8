import { isDeepStrictEqual } from 'node:util'
import { locales, type Locale, type Multilingual } from '#platform/i18n/locale.ts'
import { withFinishedTranslations } from '#platform/i18n/text.ts'
import { wordDiff, type DiffPart } from '#platform/i18n/word-diff.ts'
import { allScores, type CriterionContent } from '#modules/methodology/editions/methodology.ts'

/** What changed of one text: word by word in the languages in which it did, the reader's first. */
export interface CriterionTextChange {
  field: string
  score?: number | string
  wordings: { locale: Locale; words: DiffPart[] }[]
}

/** A fact that changed, as plain values. */
export interface ValueChange {
  field: 'kind' | 'weight' | 'yesScore' | 'noScore' | 'evidenceRequired' | 'visibility' | 'choiceScore' | 'scores'
  of?: string
  before: string | number | boolean | null
  after: string | number | boolean | null
}

/** How a text changed, for a reader of one language. */
export const textChange =
  (reader: Locale) =>
  (
    field: string,
    before: Multilingual | null | undefined,
    after: Multilingual | null | undefined,
    score?: number | string,
  ) => {
    const order = [reader, ...locales.filter((locale) => locale !== reader)]
    const [was, is] = [withFinishedTranslations(before), withFinishedTranslations(after)]
    const wordings = order.flatMap((locale) => {
      const [a, b] = [was?.[locale] ?? '', is?.[locale] ?? '']
      return a === b ? [] : [{ locale, words: wordDiff(a, b, locale) }]
    })
    return wordings.length > 0
      ? [{ field, wordings, ...(score !== undefined && { score }) } satisfies CriterionTextChange]
      : []
  }

export function textChangesOf(
  before: CriterionContent,
  after: CriterionContent,
  reader: Locale,
): CriterionTextChange[] {
  const text = textChange(reader)
  const label = (it: CriterionContent, code: string) => it.choices.find((choice) => choice.code === code)?.label
  const codes = new Set([...before.choices, ...after.choices].map(({ code }) => code))
  return [
    ...text('question', before.question, after.question),
    ...text('unit', before.unit, after.unit),
    ...allScores.flatMap((score) => text('anchor', before.anchors[score], after.anchors[score], score)),
    ...[...codes].flatMap((code) => text('choice', label(before, code), label(after, code))),
    ...text('guidance', before.guidance, after.guidance),
    ...text('evidence', before.evidence, after.evidence),
  ]
}

export const valueChange = (
  field: ValueChange['field'],
  before: ValueChange['before'],
  after: ValueChange['after'],
  of?: string,
) =>
  isDeepStrictEqual(before, after)
    ? []
    : [{ field, before, after, ...(of !== undefined && { of }) } satisfies ValueChange]

export function valueChangesOf(before: CriterionContent, after: CriterionContent): ValueChange[] {
  const both = after.choices.filter(({ code }) => before.choices.some((choice) => choice.code === code))
  return [
    ...(['kind', 'weight', 'yesScore', 'noScore', 'evidenceRequired', 'visibility'] as const).flatMap((field) =>
      valueChange(field, before[field], after[field]),
    ),
    ...both.flatMap(({ code, label, score }) =>
      valueChange(
        'choiceScore',
        before.choices.find((choice) => choice.code === code)?.score ?? null,
        score,
        label[label.source],
      ),
    ),
  ]
}
