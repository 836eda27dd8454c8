import type { Db, Query } from '#db/db.ts'
import type { InitiativeCategory, InitiativeState } from '#initiatives/initiative.ts'
import { may as mayOfInitiative, type VisibleInitiative } from '#initiatives/policy.ts'
import type { Day } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { publicNeeds, type PublicNeed } from '#needs/public-queries.ts'
import type { SwotItem } from '#needs/swot.ts'
import { publicSwot } from '#needs/swot-queries.ts'
import { publicDays, publicProgramme, type PublicDay, type PublicTopic } from '#training/public-queries.ts'
import { publicResources, type PublicResource } from '#resources/queries.ts'
import { queryTogether } from '#db/together.ts'
import type { Parish } from './parish.ts'

const parishes = (db: Db) =>
  db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .select(
      'parishes.*',
      'parishes.id as parishId',
      'territories.slug as territorySlug',
      'territories.names as territoryNames',
    )

export const findParish = (db: Db, slug: string): Promise<Parish | undefined> =>
  parishes(db).where('parishes.slug', slug).first()

/** The parishes with these slugs, as far as there are such, in no order. */
export const listParishesNamed = (db: Db, slugs: readonly string[]): Promise<Parish[]> =>
  parishes(db).whereRaw('parishes.slug = any(?)', [[...slugs]])

export interface PlanInForce {
  number: number
  approvedOn: Day
}

/** The approved plan that holds now, with the day it was approved in Riga. */
export const findPlanInForce = (db: Db, parishId: string): Promise<PlanInForce | undefined> =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .where({ parishId, supersededAt: null })
    .first('number', db.raw(`(approved_at at time zone 'Europe/Riga')::date as approved_on`))

export interface InitiativeOfParish {
  slug: string
  title: Multilingual
  summary: Multilingual | null
  category: InitiativeCategory | null
  state: InitiativeState
}

/** The initiatives of the plan in force, as everybody may read them. */
export const listPublishedInitiatives = (db: Db, parishId: string): Promise<InitiativeOfParish[]> =>
  db('publishedInitiatives')
    .join('initiatives', 'initiatives.id', 'publishedInitiatives.initiativeId')
    .where({ parishId })
    .orderBy('initiatives.createdAt')
    .select('slug', 'publishedInitiatives.category', 'state')
    .select(db.raw(`content -> 'title' as title`), db.raw(`content -> 'summary' as summary`))

/** What everybody may know of what a parish has and needs, and of what its people are trained in. */
export interface ParishOverview extends Record<string, unknown[]> {
  resources: PublicResource[]
  needs: PublicNeed[]
  ranked: SwotItem[]
  topics: PublicTopic[]
  days: PublicDay[]
  equipment: EquipmentInUse[]
  lessons: PublicLesson[]
}

/** What the parish took home from a study visit. */
export interface PublicLesson {
  text: Multilingual
  visitSlug: string
  visitTitle: Multilingual
}

/** Things that an initiative of the parish works with, alike ones together. */
export interface EquipmentInUse {
  name: Multilingual
  count: number
  initiativeSlug: string
  initiativeTitle: Multilingual
}

const lentEquipment = (db: Db, parishId: string): Query =>
  db('equipmentItems')
    .join('initiatives', 'initiatives.id', 'equipmentItems.initiativeId')
    .join('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
    .where({ parishId, 'equipmentItems.state': 'handed_over' })
    .groupBy('equipmentItems.name', 'initiatives.id', 'publishedInitiatives.initiativeId')
    .orderByRaw('initiatives.slug, min(equipment_items.number)')
    .select('equipmentItems.name', 'initiatives.slug as initiativeSlug')
    .select(db.raw(`content -> 'title' as initiative_title, count(*)::integer as count`))

/** The thread of a parish, as everybody may read it, in one query. */
export const findParishOverview = (db: Db, parishId: string, today: Day): Promise<ParishOverview> =>
  queryTogether<ParishOverview>(db, {
    resources: publicResources(db, parishId),
    needs: publicNeeds(db, parishId),
    ranked: publicSwot(db, parishId),
    topics: publicProgramme(db, parishId),
    days: publicDays(db, parishId, today),
    equipment: lentEquipment(db, parishId),
    lessons: db('visitLessons')
      .join('visits', 'visits.id', 'visitId')
      .where({ parishId, public: true })
      .orderBy('notedAt')
      .select('text', 'visits.slug as visitSlug', 'visits.title as visitTitle'),
  })

export interface VisibleOfParish extends InitiativeOfParish, VisibleInitiative {
  parishSlug: string
}

/** The initiatives of these parishes that the viewer may see, public or not, the newest first. */
export async function listVisibleInitiatives(
  db: Db,
  viewer: Viewer,
  parishIds: readonly string[],
): Promise<VisibleOfParish[]> {
  const rows: VisibleOfParish[] = await db('initiatives')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'initiatives.id')
    // Few parishes first, and from each to its initiatives: a plan for any list would read all parishes.
    .whereIn('parishes.id', parishIds)
    .orderBy('initiatives.createdAt', 'desc')
    .select('initiatives.slug', 'state', 'openToCommunity', 'proposedBy', 'initiatives.parishId', 'territoryId')
    .select('parishes.slug as parishSlug')
    .select(db.raw('published_initiatives.initiative_id is not null as published'))
    .select(db.raw('coalesce(published_initiatives.category, initiatives.category) as category'))
    .select(db.raw(`coalesce(content -> 'title', initiatives.title) as title`))
    .select(db.raw(`coalesce(content -> 'summary', initiatives.summary) as summary`))
  return rows.filter((row) => mayOfInitiative.view(viewer, row))
}

/** Slugs of all parishes. */
export const listPublicSlugs = (db: Db): Promise<string[]> => db('parishes').orderBy('slug').pluck('slug')
