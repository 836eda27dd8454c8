import type { Db } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Criterion, Methodology, Section } from '#modules/methodology/editions/methodology.ts'
import { answersByCriterion } from '#modules/assessments/answers/answer.ts'
import {
  rounds,
  type Answer,
  type Assessment,
  type VillageMeeting,
} from '#modules/assessments/assessment/assessment.ts'
import { readableVisibilities } from '#modules/assessments/assessment/policy.ts'
import { assessmentProfile, type AssessmentProfile } from './profile.ts'
import { answersOf } from '#modules/assessments/assessment/queries.ts'

type Scale = Pick<Methodology, 'leastScore' | 'mostScore'>
type Counted = Pick<VillageMeeting, 'heldOn' | 'place' | 'minutes' | 'participants' | 'women' | 'young' | 'seniors'>

/** An approved round as one reader may see it: answers that are not theirs to read were never fetched. */
export interface PublishedRound extends Scale {
  assessment: Pick<Assessment, 'id' | 'round' | 'state' | 'decidedAt' | 'frozenAt' | 'sha256'>
  sections: Section[]
  answers: Map<string, Answer>
  meetings: Counted[]
  profile: AssessmentProfile
}

type Row = PublishedRound['assessment'] & Scale & { methodologyVersionId: string }
interface Found extends Record<string, unknown[]> {
  rows: Row[]
  sections: (Omit<Section, 'criteria'> & { methodologyVersionId: string })[]
  criteria: Criterion[]
  answers: (Answer & { assessmentId: string })[]
  meetings: (Counted & { assessmentId: string })[]
}

interface Place {
  parishId: string
  territoryId: string
}

/** The approved rounds of one parish, the first one first, in one round trip whatever there is. */
export async function listPublishedRounds(db: Db, viewer: Viewer | null, place: Place): Promise<PublishedRound[]> {
  const approved = () =>
    db('assessments').where({ parishId: place.parishId }).whereIn('assessments.state', ['approved', 'frozen'])
  const readable = readableVisibilities(viewer, place)
  const found = await queryTogether<Found>(db, {
    rows: approved()
      .join('methodologyVersions', 'methodologyVersions.id', 'methodologyVersionId')
      .select('assessments.id', 'round', 'assessments.state', 'decidedAt', 'frozenAt', 'sha256', 'methodologyVersionId')
      .select('leastScore', 'mostScore'),
    sections: db('methodologySections')
      .whereIn('methodologyVersionId', approved().select('methodologyVersionId'))
      .orderBy('position'),
    criteria: db('methodologyCriteria')
      .whereIn('methodologyVersionId', approved().select('methodologyVersionId'))
      .orderBy('position'),
    answers: answersOf(db, approved().select('id')).whereIn(
      'criterionId',
      db('methodologyCriteria').whereIn('visibility', readable).select('id'),
    ),
    meetings: db('assessmentMeetings')
      .whereIn('assessmentId', approved().select('id'))
      .orderBy(['heldOn', 'id'])
      .select('assessmentId', 'heldOn', 'place', 'minutes', 'participants', 'women', 'young', 'seniors'),
  })
  return found.rows
    .toSorted((a, b) => rounds.indexOf(a.round) - rounds.indexOf(b.round))
    .map((row) => published(row, found, (criterion) => readable.includes(criterion.visibility)))
}

function published(row: Row, found: Found, sees: (criterion: Criterion) => boolean): PublishedRound {
  const sections = found.sections
    .filter(({ methodologyVersionId }) => methodologyVersionId === row.methodologyVersionId)
    .map((section) => ({ ...section, criteria: found.criteria.filter(({ sectionId }) => sectionId === section.id) }))
  const answers = answersByCriterion(found.answers.filter(({ assessmentId }) => assessmentId === row.id))
  const { leastScore, mostScore } = row
  return {
    assessment: row,
    leastScore,
    mostScore,
    sections: sections
      .map((section) => ({ ...section, criteria: section.criteria.filter(sees) }))
      .filter(({ criteria }) => criteria.length > 0),
    answers,
    meetings: found.meetings.filter(({ assessmentId }) => assessmentId === row.id),
    profile: assessmentProfile(row.round, { leastScore, mostScore, sections }, answers, sees),
  }
}
