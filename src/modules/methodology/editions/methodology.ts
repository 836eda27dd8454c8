import type { Multilingual } from '#platform/i18n/locale.ts'

/** What an answer is: a score with written anchors, a text, a number with its unit, yes or no, one of several choices. */
export const criterionKinds = ['score', 'text', 'number', 'yesno', 'choice'] as const
export type CriterionKind = (typeof criterionKinds)[number]

/** Who may read the answers once the assessment is approved. The questions themselves everybody may read. */
export const visibilities = ['public', 'community', 'staff'] as const
export type Visibility = (typeof visibilities)[number]

export type EditionState = 'draft' | 'published' | 'retired'

/** The scores a methodology can be made with; each uses those from its least to its most. */
export const allScores = [0, 1, 2, 3, 4, 5] as const
export type Score = (typeof allScores)[number]

export const mostWeight = 100

/** The longest texts, in characters. */
export const longestTexts = { title: 200, introduction: 5000, question: 500, guidance: 2000, evidence: 1000, unit: 60 }

/** One of the answers of a choice; without a score it says nothing about the potential. */
export interface CriterionChoice {
  code: string
  label: Multilingual
  score: Score | null
}

/** What a criterion asks. Its code is the same in every edition, so that rounds can be compared. */
export interface CriterionContent {
  code: string
  kind: CriterionKind
  question: Multilingual
  /** Of a number, such as people or kilometres. */
  unit: Multilingual | null
  /** How much the score counts in its section beside the others; 0 where it does not count. */
  weight: number
  /** What each score means, in words; of a score only. */
  anchors: Partial<Record<Score, Multilingual>>
  choices: CriterionChoice[]
  /** What yes and no are worth; both or neither, of a yes or no only. */
  yesScore: Score | null
  noScore: Score | null
  guidance: Multilingual | null
  /** What would show that the answer is right. */
  evidence: Multilingual | null
  evidenceRequired: boolean
  visibility: Visibility
}

export interface SectionContent<C extends CriterionContent = CriterionContent> {
  code: string
  title: Multilingual
  guidance: Multilingual | null
  criteria: C[]
}

/** All that a methodology says, whichever edition it is of: what is exported, compared and copied. */
export interface MethodologyContent<S extends SectionContent = SectionContent> {
  title: Multilingual
  introduction: Multilingual | null
  leastScore: Score
  mostScore: Score
  sections: S[]
}

export interface Criterion extends CriterionContent {
  id: string
  version: number
  sectionId: string
  position: number
}

export interface Section extends SectionContent<Criterion> {
  id: string
  version: number
  position: number
}

/** Which edition of which family, and how it stands. Assessments point at its id. */
export interface Edition {
  id: string
  version: number
  family: string
  edition: number
  state: EditionState
  title: Multilingual
  publishedAt: Date | null
  publisherName: string | null
  retiredAt: Date | null
}

/** One edition with its sections and criteria, in their order. */
export interface Methodology extends Edition, MethodologyContent<Section> {}

export const isDraft = ({ state }: Pick<Edition, 'state'>): boolean => state === 'draft'

export const criteriaOf = <C extends CriterionContent>({ sections }: { sections: SectionContent<C>[] }): C[] =>
  sections.flatMap(({ criteria }) => criteria)

/** The scores in use, from the least to the most. */
export const scoresOf = ({ leastScore, mostScore }: Pick<MethodologyContent, 'leastScore' | 'mostScore'>): Score[] =>
  allScores.filter((score) => score >= leastScore && score <= mostScore)

type Counting = Pick<CriterionContent, 'kind' | 'yesScore' | 'noScore' | 'choices'>

/** Whether answers can be worth a score: always of a score; of yes or no and of a choice where it says so; else never. */
export function isScored({ kind, yesScore, choices }: Counting): boolean {
  if (kind === 'score') return true
  if (kind === 'yesno') return yesScore !== null
  return kind === 'choice' && choices.some(({ score }) => score !== null)
}

/** What an answer is worth, or null where it does not count: a score itself, whether it is yes, or the code of a choice. */
export function scoreOf(criterion: Counting, answer: string | number | boolean | null): number | null {
  if (answer === null) return null
  if (criterion.kind === 'score') return Number(answer)
  if (criterion.kind === 'yesno') return answer === true ? criterion.yesScore : criterion.noScore
  if (criterion.kind !== 'choice') return null
  return criterion.choices.find(({ code }) => code === answer)?.score ?? null
}
