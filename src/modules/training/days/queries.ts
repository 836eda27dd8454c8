import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { may } from './policy.ts'
import { placeColumns } from './place-queries.ts'
import { halfDaysOwed, lastReplacement } from './replacement-queries.ts'
import type { TrainingKind, TrainingDay } from './training-day.ts'

/** Days that these territories organise or take part in; the ids are bound twice. */
export const ofTerritories = `(training_days.organiser_id = any(?) or exists (
  select from training_day_parishes join parishes on parishes.id = parish_id
  where day_id = training_days.id and territory_id = any(?)))`

/** `may.view`, said in SQL. */
const visibleTo = (viewer: Viewer | null) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  const own = territoryIdsWithRole(viewer, 'partner')
  query.where((either) => {
    either.where({ published: true })
    if (own.length > 0) either.orWhereRaw(ofTerritories, [own, own])
  })
}

const neighbour = (
  row: string,
) => `json_build_object('slug', ${row}.slug, 'title', ${row}.title, 'published', ${row}.published, 'state', ${row}.state, 'reason', ${row}.reason,
  'firstDay', (select min(on_day) from training_dates where day_id = ${row}.id))`

const columns = `training_days.*, territories.slug as organiser_slug, territories.names as organiser_names,
  coalesce((select json_agg(json_build_object('id', id, 'onDay', on_day, 'starts', to_char(starts, 'HH24:MI'),
      'ends', to_char(ends, 'HH24:MI'), 'halfDays', half_days) order by on_day)
    from training_dates where day_id = training_days.id), '[]') as dates,
  coalesce((select json_agg(json_build_object('id', parishes.id, 'slug', slug, 'names', names,
      'territoryId', territory_id) order by slug)
    from training_day_parishes join parishes on parishes.id = parish_id where day_id = training_days.id), '[]') as parishes,
  coalesce((select json_agg(json_build_object('id', training_topics.id, 'code', code, 'title', title) order by code)
    from training_day_topics join training_topics on training_topics.id = topic_id where day_id = training_days.id), '[]') as topics,
  coalesce((select json_agg(json_build_object('name', name, 'organisation', organisation) order by position)
    from training_trainers where day_id = training_days.id), '[]') as trainers,
  array(select training_days.organiser_id union select territory_id
    from training_day_parishes join parishes on parishes.id = parish_id where day_id = training_days.id) as territory_ids,
  (select ${neighbour('others')} from training_days as others where others.id = training_days.replaced_by_id) as replaced_by,
  (select ${neighbour('others')} from training_days as others where others.id = ${lastReplacement}) as outcome,
  ${halfDaysOwed} as half_days_owed, ${placeColumns.join(', ')},
  (select ${neighbour('others')} from training_days as others where others.replaced_by_id = training_days.id) as replaces`

const days = (db: Db, viewer: Viewer | null) =>
  db('trainingDays')
    .join('territories', 'territories.id', 'trainingDays.organiserId')
    .modify(visibleTo(viewer))
    .select(db.raw(columns))

// The link to the meeting is for those who work on the day; who is registered gets it from their registration.
const asSeenBy =
  (viewer: Viewer | null) =>
  <D extends TrainingDay>(day: D): D =>
    may.work(viewer, day) ? day : { ...day, onlineAt: '' }

/** A day with the moment of its last change. */
export type VisibleDay = TrainingDay & { updatedAt: Date }

/** The training day with this slug, if the viewer may see it. */
export async function findDay(db: Db, viewer: Viewer | null, slug: string): Promise<VisibleDay | undefined> {
  const day: VisibleDay | undefined = await days(db, viewer).where({ 'trainingDays.slug': slug }).first()
  return day && asSeenBy(viewer)(day)
}

/** The training day that was planned under this address and announced under another, if the viewer may see it. */
export async function findDayPlannedAs(
  db: Db,
  viewer: Viewer | null,
  plannedAs: string,
): Promise<VisibleDay | undefined> {
  const day: VisibleDay | undefined = await days(db, viewer).where({ plannedAs }).first()
  return day && asSeenBy(viewer)(day)
}

/** Which days are wanted: those for a parish or a territory, of a kind, with a date between two days. */
export interface DayFilter {
  parish?: string | undefined
  territory?: string | undefined
  kind?: TrainingKind | undefined
  from?: Day | undefined
  to?: Day | undefined
}

const parishSlugs = `select day_id from training_day_parishes join parishes on parishes.id = parish_id where slug = ?`
const territorySlugs = `select day_id from training_day_parishes join parishes on parishes.id = parish_id
  join territories on territories.id = territory_id where territories.slug = ?`
const dated = `exists (select from training_dates where day_id = training_days.id and on_day between ? and ?)`

const chosen = (filter: DayFilter) => (query: Query) => {
  if (filter.kind !== undefined) query.where({ kind: filter.kind })
  if (filter.parish !== undefined) query.whereRaw(`training_days.id in (${parishSlugs})`, [filter.parish])
  if (filter.territory !== undefined)
    query.whereRaw(`(territories.slug = ? or training_days.id in (${territorySlugs}))`, [
      filter.territory,
      filter.territory,
    ])
  if (filter.from !== undefined || filter.to !== undefined)
    query.whereRaw(dated, [filter.from ?? '-infinity', filter.to ?? 'infinity'])
}

const byDate = `(select min(on_day) from training_dates where day_id = training_days.id) nulls first, training_days.slug`

/** The days the viewer may see among those that `wanted` picks, in the order of their dates. */
export async function daysWhere(db: Db, viewer: Viewer | null, wanted: (query: Query) => void): Promise<VisibleDay[]> {
  const rows: VisibleDay[] = await days(db, viewer).modify(wanted).orderByRaw(byDate)
  return rows.map(asSeenBy(viewer))
}

/** The days the viewer may see, in the order of their dates. */
export const listDays = (db: Db, viewer: Viewer | null, filter: DayFilter = {}): Promise<VisibleDay[]> =>
  daysWhere(db, viewer, chosen(filter))

/** Slugs of the training days that everybody may read. */
export const publicSlugs = (db: Db): Query => db('trainingDays').where({ published: true }).select('slug')
