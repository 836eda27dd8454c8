import { isInUse } from '#modules/initiatives/initiative/sql-columns.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { publicNeeds, type PublicNeed } from '#modules/needs/needs/public-queries.ts'
import type { SwotItem } from '#modules/needs/swot/swot.ts'
import { publicSwot } from '#modules/needs/swot/queries.ts'
import {
  publicDays,
  publicProgramme,
  type PublicDay,
  type PublicTopic,
} from '#modules/training/programme/public-queries.ts'
import { publicResources, type PublicResource } from '#modules/resources/queries.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'

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
    .where({ parishId })
    .whereRaw(isInUse)
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

/** Slugs of all parishes. */
export const publicSlugs = (db: Db): Query => db('parishes').select('slug')
