import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import {
  criteriaOf,
  isScored,
  scoresOf,
  type MethodologyContent,
  type CriterionContent,
  type SectionContent,
} from './methodology.ts'
import { missingLanguages } from './three-languages.ts'

/** One thing that a draft lacks before it can be published; `at` names the section and criterion by their codes. */
export interface MissingInEdition {
  key: 'text' | 'anchor' | 'choice' | 'sections' | 'criteria' | 'weight' | 'scored' | 'choices' | 'evidence_wanted'
  /** The field to fill in, as the form names it; null where something is to be added. */
  field: string | null
  at: { section: string | null; criterion: string | null }
  languages: Locale[]
  /** Which scores are not described, or which answer it is. */
  scores?: number[]
}

/** What is still missing: publishing asks for none of it. */
export function missingInEdition(content: MethodologyContent): MissingInEdition[] {
  const whole = { section: null, criterion: null }
  return [
    ...textMissing('title', content.title, whole),
    ...(content.introduction ? textMissing('introduction', content.introduction, whole) : []),
    ...lack(content.sections.length === 0, 'sections', whole),
    ...content.sections.flatMap((section) => missingInSection(content, section)),
    ...lack(content.sections.length > 0 && !criteriaOf(content).some(isScored), 'scored', whole),
  ]
}

type Place = MissingInEdition['at']

const lack = (
  wanting: boolean,
  key: MissingInEdition['key'],
  at: Place,
  field: string | null = null,
): MissingInEdition[] => (wanting ? [{ key, field, at, languages: [] }] : [])

function textMissing(field: string, text: Multilingual | null, at: Place): MissingInEdition[] {
  const languages = missingLanguages(text)
  return languages.length > 0 ? [{ key: 'text', field, at, languages }] : []
}

const maybeText = (field: string, text: Multilingual | null, at: Place) => (text ? textMissing(field, text, at) : [])

function missingInSection(content: MethodologyContent, section: SectionContent): MissingInEdition[] {
  const at = { section: section.code, criterion: null }
  return [
    ...textMissing('title', section.title, at),
    ...maybeText('guidance', section.guidance, at),
    ...lack(section.criteria.length === 0, 'criteria', at),
    ...section.criteria.flatMap((criterion) =>
      missingInCriterion(content, criterion, { section: section.code, criterion: criterion.code }),
    ),
  ]
}

function missingInCriterion(content: MethodologyContent, it: CriterionContent, at: Place): MissingInEdition[] {
  return [
    ...textMissing('question', it.question, at),
    ...maybeText('guidance', it.guidance, at),
    ...maybeText('evidence', it.evidence, at),
    ...lack(it.evidenceRequired && !it.evidence, 'evidence_wanted', at, 'evidence'),
    ...(it.kind === 'number' ? textMissing('unit', it.unit, at) : []),
    ...lack(isScored(it) && it.weight === 0, 'weight', at, 'weight'),
    ...(it.kind === 'score' ? anchorsMissing(content, it, at) : []),
    ...(it.kind === 'choice' ? choicesMissing(it, at) : []),
  ]
}

// Descriptions that lack the same languages are one thing to do.
function anchorsMissing(content: MethodologyContent, { anchors }: CriterionContent, at: Place): MissingInEdition[] {
  const lacks = scoresOf(content).map((score) => ({ score, languages: missingLanguages(anchors[score]) }))
  const groups = Map.groupBy(lacks, ({ languages }) => languages.join())
  return [...groups.values()].flatMap((group): MissingInEdition[] => {
    const [{ languages, score } = { languages: [], score: 0 }] = group
    const scores = group.map((each) => each.score)
    return languages.length > 0 ? [{ key: 'anchor', field: `anchor${score}`, at, languages, scores }] : []
  })
}

const choicesMissing = ({ choices }: CriterionContent, at: Place): MissingInEdition[] => [
  ...lack(choices.length < 2, 'choices', at, 'choices'),
  ...choices.flatMap(({ label }, index): MissingInEdition[] => {
    const languages = missingLanguages(label)
    const field = `row.c${index}.label`
    return languages.length > 0 ? [{ key: 'choice', field, at, languages, scores: [index + 1] }] : []
  }),
]
