import type { Db } from '#db/db.ts'
import { periodColumn } from '#initiatives/queries.ts'
import type { PlanVersion } from './plan.ts'

const versionColumns = [
  'planVersions.id',
  'planId',
  'number',
  'sha256',
  'planVersions.submittedAt',
  'approvedAt',
  'supersededAt',
] as const

/** The plan of a parish that is in force, or one of its numbered versions. Everybody may read both. */
export const findVersion = (db: Db, parishSlug: string, number: number | null): Promise<PlanVersion | undefined> =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .where('parishes.slug', parishSlug)
    .modify((query) => {
      if (number === null) void query.whereNull('supersededAt')
      else void query.where({ number })
    })
    .first(...versionColumns, 'snapshot', db.raw(periodColumn))

export type VersionInList = Omit<PlanVersion, 'snapshot' | 'period'>

/** Every version of a parish's plan, newest first, without their content. */
export const listVersions = (db: Db, parishSlug: string): Promise<VersionInList[]> =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .where('parishes.slug', parishSlug)
    .orderBy('number', 'desc')
    .select(...versionColumns)
