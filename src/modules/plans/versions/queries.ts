import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import type { Day } from '#platform/values/day.ts'
import { periodColumn } from '#modules/initiatives/initiative/sql-columns.ts'
import type { PlanVersion } from '#modules/plans/plan/plan.ts'
import {
  isApproval,
  type ArchivedVersion,
  type VersionInArchive,
  type VersionNumber,
} from '#modules/plans/plan/submission.ts'

const versionColumns = [
  'planVersions.id',
  'planId',
  'number',
  'sha256',
  'planVersions.submittedAt',
  'approvedAt',
  'supersededAt',
] as const

const approved = (db: Db, parishSlug: string) =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .where('parishes.slug', parishSlug)

/** The plan of a parish that is in force, or one of its numbered versions. Everybody may read both. */
export const findVersion = (db: Db, parishSlug: string, number: number | null): Promise<PlanVersion | undefined> =>
  approved(db, parishSlug)
    .modify((query) => {
      if (number === null) void query.whereNull('supersededAt')
      else void query.where({ number })
    })
    .first(...versionColumns, 'snapshot', db.raw(periodColumn))

export type VersionInList = Omit<PlanVersion, 'snapshot' | 'period'>

/** Every version of a parish's plan, newest first, without their content. */
export const listVersions = (db: Db, parishSlug: string): Promise<VersionInList[]> =>
  approved(db, parishSlug)
    .orderBy('number', 'desc')
    .select(...versionColumns)

/** The version of those listed that was in force at the end of a day in Riga; undefined before the first. */
export function versionOn<V extends Pick<PlanVersion, 'approvedAt'>>(
  versions: readonly V[],
  day: Day,
  dayOf: (at: Date) => Day,
): V | undefined {
  return versions
    .filter(({ approvedAt }) => dayOf(approvedAt) <= day)
    .toSorted((a, b) => Number(b.approvedAt) - Number(a.approvedAt))[0]
}

const approvedVersions = (db: Db, planId: string): Query =>
  db('planVersions')
    .join('people', 'people.id', 'approvedBy')
    .where({ planId })
    .select('planVersions.id', 'number as major', 'approvedAt as at', 'people.name', 'supersededAt', 'sha256')

const submissions = (db: Db, planId: string): Query =>
  db('planSubmissions')
    .join('people', 'people.id', 'planSubmissions.submittedBy')
    .leftJoin('planOutcomes', 'planOutcomes.submissionId', 'planSubmissions.id')
    .leftJoin('people as deciders', 'deciders.id', 'planOutcomes.decidedBy')
    .leftJoin('planVersions', 'planVersions.submissionId', 'planSubmissions.id')
    .where('planSubmissions.planId', planId)
    .select('planSubmissions.id', 'major', 'minor', 'planSubmissions.submittedAt as at', 'people.name')
    .select('planSubmissions.sha256', 'outcome', 'note', 'decidedAt', 'deciders.name as deciderName')
    .select('planVersions.number as became')

type Approved = Pick<ArchivedVersion, 'id' | 'major' | 'at' | 'name' | 'sha256'> & { supersededAt: Date | null }
type Submitted = Omit<ArchivedVersion, 'inForce' | 'snapshot'>

const ofApproval = <T extends Approved>({ supersededAt, ...row }: T) => ({
  ...row,
  minor: 0,
  outcome: null,
  decidedAt: null,
  deciderName: null,
  note: null,
  became: null,
  inForce: supersededAt === null,
})

/** Everything that was ever handed in or put in force of a plan, newest first, without what it says. */
export async function listArchivedVersions(db: Db, planId: string): Promise<VersionInArchive[]> {
  const queries = { approvals: approvedVersions(db, planId), submissions: submissions(db, planId) }
  const found = await queryTogether<{ approvals: Approved[]; submissions: Submitted[] }>(db, queries)
  return [...found.approvals.map(ofApproval), ...found.submissions.map((row) => ({ ...row, inForce: false }))].toSorted(
    (a, b) => Number(b.at) - Number(a.at) || b.major - a.major || a.minor - b.minor,
  )
}

/** One version of a plan with what it says. */
export async function findArchivedVersion(
  db: Db,
  planId: string,
  number: VersionNumber,
): Promise<ArchivedVersion | undefined> {
  if (isApproval(number)) {
    const row = await approvedVersions(db, planId).where({ number: number.major }).first('snapshot')
    return row && ofApproval(row as Approved & Pick<ArchivedVersion, 'snapshot'>)
  }
  const row = await submissions(db, planId)
    .where({ major: number.major, minor: number.minor })
    .first('planSubmissions.snapshot')
  return row && { ...row, inForce: false }
}

/** What waits for a decision on a plan, with what it says; undefined where nothing does. */
export async function findWaitingSubmission(db: Db, planId: string): Promise<ArchivedVersion | undefined> {
  const query = submissions(db, planId).whereNull('outcome').orderBy('planSubmissions.submittedAt', 'desc')
  const row = await query.first('planSubmissions.snapshot')
  return row && { ...row, inForce: false }
}
