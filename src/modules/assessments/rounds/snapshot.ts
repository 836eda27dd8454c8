import type { Criterion, Methodology } from '#modules/methodology/editions/methodology.ts'
import { answersByCriterion, answerValue } from '#modules/assessments/answers/answer.ts'
import type { Answer, Assessment, VillageMeeting } from '#modules/assessments/assessment/assessment.ts'
import { assessmentProfile } from '#modules/assessments/profile/profile.ts'

interface Whole {
  methodology: Methodology
  answers: Answer[]
  meetings: VillageMeeting[]
  files: ReadonlyMap<string, { sha256: string }[]>
}

/** What freezing keeps of an assessment: questions, answers, meetings and profile, and no names of people. */
export function assessmentSnapshot(assessment: Assessment, { methodology, answers, meetings, files }: Whole) {
  const { family, edition, title, leastScore, mostScore } = methodology
  const given = answersByCriterion(answers)
  return {
    parish: { slug: assessment.parishSlug, names: assessment.parishNames, territory: assessment.territoryNames },
    round: assessment.round,
    methodology: { family, edition, title, leastScore, mostScore },
    sections: methodology.sections.map(({ code, title, criteria }) => ({
      code,
      title,
      criteria: criteria.map((criterion) => kept(criterion, given.get(criterion.id), files)),
    })),
    meetings: meetings.map(({ heldOn, place, minutes, participants, women, young, seniors, record }) => ({
      heldOn,
      place,
      minutes,
      participants,
      women,
      young,
      seniors,
      record,
    })),
    profile: assessmentProfile(assessment.round, methodology, given, () => true).sections,
  }
}

function kept(criterion: Criterion, answer: Answer | undefined, files: Whole['files']) {
  const { code, kind, question, unit, weight, visibility } = criterion
  const none = { words: null, notApplicable: false, reason: null, evidence: null }
  const { words, notApplicable, reason, evidence } = answer ?? none
  return {
    ...{ code, kind, question, unit, weight, visibility },
    value: answerValue(criterion, answer),
    ...{ words, notApplicable, reason, evidence },
    files: (answer && files.get(answer.id)?.map(({ sha256 }) => sha256)) ?? [],
  }
}
