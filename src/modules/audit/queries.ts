import type { Db, Query } from '#platform/db/connection.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** Who did what to one thing, and when; null where the portal itself did it. */
export interface AuditChange {
  id: number
  at: Date
  event: string
  name: string | null
  subjectId: string
  details: Record<string, unknown>
}

const changes = (db: Db) =>
  db('auditLog')
    .leftJoin('people as actors', 'actors.id', 'auditLog.personId')
    .orderBy('auditLog.id', 'desc')
    .select('auditLog.id', 'at', 'event', 'actors.name as name', 'subjectId', 'details')

/** What was done to a thing, newest first, as a query that gives Changes: none to one that nobody began, whose id is null. */
export const auditHistory = (db: Db, subjectId: string | null, most: number): Query =>
  changes(db).whereRaw('subject_id = ?', [subjectId]).limit(most)

export const findLastAuditChange = (db: Db, subjectId: string): Promise<AuditChange | undefined> =>
  changes(db).where({ subjectId }).first()

/** A line of the log, with what is known of the thing it is about. */
export interface AuditEntry extends AuditChange {
  parishSlug: string | null
  parishNames: Multilingual | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  methodologyTitle: Multilingual | null
  /** A training day, or a topic of the training, which has no slug. */
  trainingSlug: string | null
  trainingTitle: Multilingual | null
  trainingPublished: boolean | null
  methodologyFamily: string | null
  methodologyEdition: number | null
  personId: string | null
  personName: string | null
}

export interface AuditFilter {
  /** Only what happened before this entry. */
  before: number | null
  /** Only events that begin so; empty for all. */
  event: string
}

/** The log, newest first: one entry more than asked for when there are older ones. */
export const listEntries = (db: Db, { before, event }: AuditFilter, most: number): Promise<AuditEntry[]> =>
  changes(db)
    .modify((query: Query) => {
      if (before !== null) query.where('auditLog.id', '<', before)
      if (event) query.whereRaw('starts_with(event, ?)', [event])
    })
    .leftJoin('timesheets', 'timesheets.id', 'subjectId')
    .leftJoin('mentors', 'mentors.id', 'subjectId')
    .leftJoin('people as subjects', (join) =>
      join.on(db.raw('subjects.id = coalesce(timesheets.mentor_id, mentors.person_id, subject_id)')),
    )
    .leftJoin('initiatives', 'initiatives.id', 'subjectId')
    .leftJoin('plans', 'plans.id', 'subjectId')
    .leftJoin('adviceSessions', 'adviceSessions.id', 'subjectId')
    .leftJoin('methodologyVersions', 'methodologyVersions.id', 'subjectId')
    .leftJoin('resources', 'resources.id', 'subjectId')
    .leftJoin('needs', 'needs.id', 'subjectId')
    .leftJoin('assessments', 'assessments.id', 'subjectId')
    .leftJoin('trainingProgrammes', 'trainingProgrammes.id', 'subjectId')
    .leftJoin('trainingDays', 'trainingDays.id', 'subjectId')
    .leftJoin('trainingTopics', 'trainingTopics.id', 'subjectId')
    .leftJoin('adviceRequests', 'adviceRequests.id', 'subjectId')
    .leftJoin('roleAssignments', 'roleAssignments.id', 'subjectId')
    .leftJoin('parishes', (join) =>
      join.on(
        db.raw(`parishes.id = coalesce(initiatives.parish_id, plans.parish_id, advice_sessions.parish_id,
          resources.parish_id, needs.parish_id, assessments.parish_id, training_programmes.parish_id, advice_requests.parish_id,
          role_assignments.parish_id, subject_id)`),
      ),
    )
    .limit(most + 1)
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('initiatives.slug as initiativeSlug', 'initiatives.title as initiativeTitle')
    .select('methodologyVersions.title as methodologyTitle', 'methodologyVersions.family as methodologyFamily')
    .select('trainingDays.slug as trainingSlug', 'trainingDays.published as trainingPublished')
    .select(db.raw('coalesce(training_days.title, training_topics.title) as training_title'))
    .select('edition as methodologyEdition')
    .select('subjects.id as personId', 'subjects.name as personName') as Promise<AuditEntry[]>
