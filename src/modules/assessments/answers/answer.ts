import type { Criterion, Methodology, Section } from '#modules/methodology/editions/methodology.ts'
import type { Answer } from '#modules/assessments/assessment/assessment.ts'

/** What was answered, whatever the kind of the question; null where nothing was. */
export function answerValue(
  { kind }: Pick<Criterion, 'kind'>,
  answer: Answer | undefined,
): string | number | boolean | null {
  if (!answer || answer.notApplicable) return null
  if (kind === 'score') return answer.score
  if (kind === 'number') return answer.number
  if (kind === 'yesno') return answer.yes
  return kind === 'choice' ? answer.choice : null
}

export const isAnswered = (criterion: Pick<Criterion, 'kind'>, answer: Answer | undefined): boolean =>
  answer !== undefined &&
  (answer.notApplicable ||
    (criterion.kind === 'text' ? answer.words !== null : answerValue(criterion, answer) !== null))

export const answersByCriterion = (answers: readonly Answer[]): Map<string, Answer> =>
  new Map(answers.map((answer) => [answer.criterionId, answer]))

/** Whether something shows that the answer is right: a file here, or words that say where it is. */
const hasEvidence = (answer: Answer | undefined, files: number): boolean => files > 0 || Boolean(answer?.evidence)

/** One thing an assessment lacks: words `assessments:missing.<key>`, and the question where it is mended. */
export interface MissingAnswer {
  key: 'unanswered' | 'evidence' | 'no_meetings'
  section?: Section
  criterion?: Criterion
}

/** What was answered so far, and with what. */
export interface AssessmentContent {
  answers: Answer[]
  /** Files of each answer, by its id. */
  files: ReadonlyMap<string, unknown[]>
  meetings: readonly unknown[]
}

/** What an assessment still lacks before it can be submitted: the list on its overview and the gate of its submission are this one. */
export function missingAnswers({ sections }: Pick<Methodology, 'sections'>, work: AssessmentContent): MissingAnswer[] {
  const answers = answersByCriterion(work.answers)
  const inSections = sections.flatMap((section) =>
    section.criteria.flatMap((criterion): MissingAnswer[] => {
      const key = lackOf(criterion, answers.get(criterion.id), work)
      return key ? [{ key, section, criterion }] : []
    }),
  )
  return work.meetings.length === 0 ? [...inSections, { key: 'no_meetings' }] : inSections
}

function lackOf(
  criterion: Criterion,
  answer: Answer | undefined,
  { files }: AssessmentContent,
): MissingAnswer['key'] | null {
  if (!isAnswered(criterion, answer)) return 'unanswered'
  if (!criterion.evidenceRequired || answer?.notApplicable) return null
  return hasEvidence(answer, files.get(answer?.id ?? '')?.length ?? 0) ? null : 'evidence'
}

export interface AnswerProgress {
  answered: number
  total: number
}

export const answerProgress = (
  criteria: readonly Criterion[],
  answers: ReadonlyMap<string, Answer>,
): AnswerProgress => ({
  answered: criteria.filter((criterion) => isAnswered(criterion, answers.get(criterion.id))).length,
  total: criteria.length,
})
