import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import type { Partner, Project } from './project.ts'

export const findProject = (db: Db): Promise<Project | undefined> => db('projects').first()

/** The partners in their order, each with the names of its territories. */
export const listPartners = (db: Db): Promise<Partner[]> =>
  db('partners')
    .leftJoin('territories', 'territories.partnerId', 'partners.id')
    .groupBy('partners.id')
    .orderBy('number')
    .select('number', 'partners.names', 'partners.country')
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
  state: InitiativeState
  /** When it was launched, or its plan was approved where it was not yet. */
  newsOn: Day
  /** A photograph of it, if there is one. */
  photo: { id: string; width: number; height: number; alt: Multilingual | null } | null
}

const newsOn = `coalesce((select launched_on from launches where initiative_id = initiatives.id and confirmed_at is not null),
  (approved_at at time zone 'Europe/Riga')::date)`
const firstPhoto = `(select json_build_object('id', files.id, 'width', width, 'height', height, 'alt', alt)
  from initiative_files join files on files.id = file_id
  where initiative_id = initiatives.id and kind = 'photo' order by added_at, files.id limit 1)`

/** Plans approved last among which the first page looks for what is newest: it reads no more, however many there are. */
const plansLookedAt = 40

/** Published initiatives, the newest of each territory: one that works rather than one that rests or has ended. */
export const listLatestInitiatives = (db: Db, most: number): Promise<LatestInitiative[]> => {
  const plans = inForce(db).limit(plansLookedAt).select('planVersions.id', 'approvedAt', 'territoryId')
  const ofEach = db
    .from(plans.as('looked'))
    .join('publishedInitiatives', 'publishedInitiatives.planVersionId', 'looked.id')
    .join('initiatives', 'initiatives.id', 'publishedInitiatives.initiativeId')
    .distinctOn('territoryId')
    .orderBy('territoryId')
    .select('looked.parishSlug', 'looked.parishNames')
    .orderByRaw(
      `initiatives.state in ('paused', 'closed', 'dropped'), ${newsOn} desc, ${firstPhoto} is null, initiatives.slug`,
    )
    .select('initiatives.slug', 'initiatives.state', 'publishedInitiatives.category')
    .select(db.raw(`content -> 'title' as title`), db.raw(`content -> 'summary' as summary`))
    .select(db.raw(`${newsOn} as news_on`), db.raw(`${firstPhoto} as photo`))
  return db.from(ofEach.as('latest')).orderBy('newsOn', 'desc').orderBy('slug').limit(most)
}
