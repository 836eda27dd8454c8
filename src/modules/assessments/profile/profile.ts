import type { Multilingual } from '#platform/i18n/locale.ts'
import {
  isScored,
  scoreOf,
  type Criterion,
  type Methodology,
  type Section,
} from '#modules/methodology/editions/methodology.ts'
import { isAnswered, answerValue } from '#modules/assessments/answers/answer.ts'
import type { Answer, Round } from '#modules/assessments/assessment/assessment.ts'

/** What a section's answers come to. What does not apply is left out of the score, and said. */
export interface SectionScore {
  code: string
  title: Multilingual
  /** Σ score x weight / Σ weights of the answers that count, to one decimal; null where none does. */
  score: number | null
  counted: number
  notApplicable: number
  unanswered: number
  /** Scored questions that this reader may not see; they are not in the score. */
  hidden: number
}

/** The potential of one parish in one round, section by section, as one reader may see it. */
export interface AssessmentProfile {
  round: Round
  least: number
  most: number
  sections: SectionScore[]
}

type Scale = Pick<Methodology, 'leastScore' | 'mostScore' | 'sections'>
type Sees = (criterion: Criterion) => boolean

const counts = (criterion: Criterion) => criterion.weight > 0 && isScored(criterion)

/** The profile that answers give; sections without scored questions have no place in it. */
export function assessmentProfile(
  round: Round,
  methodology: Scale,
  answers: ReadonlyMap<string, Answer>,
  sees: Sees,
): AssessmentProfile {
  return {
    round,
    least: methodology.leastScore,
    most: methodology.mostScore,
    sections: methodology.sections.flatMap((section) =>
      section.criteria.some((criterion) => counts(criterion) && sees(criterion))
        ? [sectionScore(section, answers, sees)]
        : [],
    ),
  }
}

function sectionScore(section: Section, answers: ReadonlyMap<string, Answer>, sees: Sees): SectionScore {
  const scored = section.criteria.filter(counts)
  const seen = scored.filter(sees)
  const worth = seen.flatMap((criterion) => {
    const score = scoreOf(criterion, answerValue(criterion, answers.get(criterion.id)))
    return score === null ? [] : [{ score, weight: criterion.weight }]
  })
  return {
    code: section.code,
    title: section.title,
    score: weightedMean(worth),
    counted: worth.length,
    notApplicable: seen.filter(({ id }) => answers.get(id)?.notApplicable).length,
    unanswered: seen.filter((criterion) => !isAnswered(criterion, answers.get(criterion.id))).length,
    hidden: scored.length - seen.length,
  }
}

/** The weighted mean to one decimal, halves up; null of nothing. */
export function weightedMean(worth: readonly { score: number; weight: number }[]): number | null {
  const weights = worth.reduce((sum, { weight }) => sum + weight, 0)
  const total = worth.reduce((sum, { score, weight }) => sum + score * weight, 0)
  return weights === 0 ? null : Math.floor((20 * total + weights) / (2 * weights)) / 10
}

/** One section in every round, in the order of the newest methodology; null where a round did not have it. */
export interface ComparedSection {
  code: string
  title: Multilingual
  scores: (SectionScore | null)[]
}

/** Rounds beside each other, section by section. */
export function compareProfiles(profiles: readonly AssessmentProfile[]): ComparedSection[] {
  const titles = new Map<string, Multilingual>()
  for (const { code, title } of profiles.toReversed().flatMap(({ sections }) => sections)) {
    if (!titles.has(code)) titles.set(code, title)
  }
  return [...titles].map(([code, title]) => ({
    code,
    title,
    scores: profiles.map(({ sections }) => sections.find((section) => section.code === code) ?? null),
  }))
}
