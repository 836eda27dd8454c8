import { auditHistory, type AuditChange } from '#modules/audit/queries.ts'
import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Answer, Assessment, VillageMeeting, Round } from './assessment.ts'

// A parish has all three rounds to speak of even before anybody began them: state 'none', version 0.
const assessments = (db: Db) =>
  db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .joinRaw(`cross join unnest(array['baseline', 'midterm', 'final']) with ordinality as rounds (round, place)`)
    .leftJoin('assessments', (join) =>
      join.on('assessments.parishId', 'parishes.id').andOn('assessments.round', 'rounds.round'),
    )
    .leftJoin('people as submitter', 'submitter.id', 'assessments.submittedBy')
    .leftJoin('people as decider', 'decider.id', 'assessments.decidedBy')
    .select('assessments.id', 'rounds.round', 'methodologyVersionId', 'decisionNote', 'frozenAt', 'sha256')
    .select(
      db.raw('coalesce(assessments.version, 0) as version'),
      db.raw(`coalesce(assessments.state, 'none') as state`),
    )
    .select('assessments.submittedBy', 'assessments.submittedAt', 'submitter.name as submitterName')
    .select('assessments.decidedAt', 'decider.name as deciderName')
    .select('parishes.id as parishId', 'parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('territories.id as territoryId', 'territories.names as territoryNames')
    .orderBy('rounds.place')

/** The three rounds of a parish, in order; none where there is no such parish. */
export const listRounds = (db: Db, parishSlug: string): Promise<Assessment[]> =>
  assessments(db).where('parishes.slug', parishSlug)

export const findAssessment = (db: Db, parishSlug: string, round: Round): Promise<Assessment | undefined> =>
  assessments(db).where({ 'parishes.slug': parishSlug, 'rounds.round': round }).first()

/** The begun assessments whose making the viewer may see. */
export const listAssessments = builtForViewer<Assessment>((db, viewer) =>
  assessments(db).whereNotNull('assessments.id').modify(visibleTo(viewer)),
)

/** `may.view`, said in SQL: lists must never show what a page would refuse. */
const visibleTo = (viewer: Viewer) => (query: Query) => {
  const held = viewer.roles.filter(({ role }) => ['partner', 'lead', 'mentor', 'auditor'].includes(role))
  if (held.some(({ territoryId, parishId }) => territoryId === null && parishId === null)) return
  query.where((either) => {
    void either.whereIn(
      'parishes.territoryId',
      held.flatMap(({ territoryId }) => territoryId ?? []),
    )
    void either.orWhereIn(
      'parishes.id',
      held.flatMap(({ parishId }) => parishId ?? []),
    )
  })
}

export const answersOf = (db: Db, assessmentIds: readonly string[] | Query): Query =>
  db('assessmentAnswers')
    .leftJoin('people', 'people.id', 'assessmentAnswers.answeredBy')
    .whereIn('assessmentId', assessmentIds as readonly string[])
    .select('assessmentAnswers.*', 'people.name as answererName')

const meetingsOf = (db: Db, assessmentIds: readonly string[]): Query =>
  db('assessmentMeetings')
    .whereIn('assessmentId', assessmentIds)
    .orderBy(['heldOn', 'assessmentMeetings.id'])
    .select('assessmentMeetings.*')
    .select(
      db.raw('(select count(*) from meeting_participants where meeting_id = assessment_meetings.id)::integer as names'),
    )

/** What was answered in an assessment so far, and its meetings, the first one first. */
export const findAssessmentContent = (
  db: Db,
  { id }: Pick<Assessment, 'id'>,
): Promise<{ answers: Answer[]; meetings: VillageMeeting[] }> =>
  queryTogether<{ answers: Answer[]; meetings: VillageMeeting[] }>(db, {
    answers: answersOf(db, [id]),
    meetings: meetingsOf(db, [id]),
  })

/** What was done to an assessment, newest first; who answered what stands beside each answer. */
export const listHistory = (db: Db, { id }: Pick<Assessment, 'id'>): Promise<AuditChange[]> =>
  auditHistory(db, id, 30).whereNot('event', 'assessment.answered')

/** Who took part in a meeting, by name: for those in charge only. */
export const listParticipantNames = (db: Db, { id }: Pick<VillageMeeting, 'id'>): Promise<{ name: string }[]> =>
  db('meetingParticipants').where({ meetingId: id }).orderBy('position').select('name')
