import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Partner, Project } from './project.ts'

export const findProject = (db: Db): Promise<Project | undefined> => db('projects').first()

/** The partners in their order, each with the names of its territories. */
export const listPartners = (db: Db): Promise<Partner[]> =>
  db('partners')
    .leftJoin('territories', 'territories.partnerId', 'partners.id')
    .groupBy('partners.id')
    .orderBy('number')
    .select('number', 'lead', 'partners.names', 'partners.country')
    .select(
      db.raw(`coalesce(jsonb_agg(territories.names) filter (where territories.id is not null), '[]') as territories`),
    )

export interface LatestPlan {
  parishSlug: string
  parishNames: Multilingual
  number: number
  approvedOn: Day
}

const inForce = (db: Db) =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .whereNull('supersededAt')
    .orderBy('approvedAt', 'desc')
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames')

/** The plans in force that were approved last. */
export const listLatestPlans = (db: Db, most: number): Promise<LatestPlan[]> =>
  inForce(db).limit(most).select('number', db.raw(`(approved_at at time zone 'Europe/Riga')::date as approved_on`))

export interface LatestInitiative {
  slug: string
  title: Multilingual
  summary: Multilingual
  category: string
  parishNames: Multilingual
}

/** Published initiatives, those of the plans approved last first. */
export const listLatestInitiatives = (db: Db, most: number): Promise<LatestInitiative[]> =>
  inForce(db)
    .join('publishedInitiatives', 'publishedInitiatives.planVersionId', 'planVersions.id')
    .join('initiatives', 'initiatives.id', 'publishedInitiatives.initiativeId')
    .orderBy('initiatives.createdAt', 'desc')
    .limit(most)
    .select('initiatives.slug', 'publishedInitiatives.category')
    .select(db.raw(`content -> 'title' as title`), db.raw(`content -> 'summary' as summary`))
