import { builtOnce } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { periodColumn } from '#modules/initiatives/initiative/sql-columns.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { viewerForQueries } from '#platform/values/viewer-scope.ts'
import { mostListed } from '#modules/places/choice/parish-choice.ts'
import type { Plan } from './plan.ts'
import { may } from './policy.ts'

// A parish has a plan to speak of even before anybody began it: state 'none', version 0.
const plans = (db: Db) =>
  db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('people as submitter', 'submitter.id', 'plans.submittedBy')
    .leftJoin('people as decider', 'decider.id', 'plans.decidedBy')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .select(
      'plans.id',
      db.raw('coalesce(plans.version, 0) as version'),
      db.raw(`coalesce(plans.state, 'none') as state`),
    )
    .select('plans.submittedBy', 'plans.submittedAt', 'submitter.name as submitterName')
    .select('plans.decidedAt', 'decider.name as deciderName', 'plans.decisionNote')
    .select('parishes.id as parishId', 'parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('territories.id as territoryId', 'territories.slug as territorySlug', 'territories.names as territoryNames')
    .select('planVersions.number as numberInForce', db.raw(periodColumn))

/** A parish's plan as it is worked on; undefined where there is no such parish. */
export const findPlan = async (db: Db, parishSlug: string): Promise<Plan | undefined> =>
  (await planOfParish(db, parishSlug))[0]

const planOfParish = builtOnce<Plan, [parishSlug: string]>((db, parishSlug) =>
  plans(db).where('parishes.slug', parishSlug),
)

// Ids as an array, so that a plan made for any viewer finds each parish by its key.
const listable = `parishes.id = any(array(
  with few as materialized (?) select id from few where (select count(*) from few) <= ${mostListed} union (?)))`

const plansFor = builtOnce<Plan, [viewer: Viewer]>((db, viewer) => {
  const waiting = db('parishes')
    .modify(visibleTo(viewer))
    .select('parishes.id')
    .join('plans', 'plans.parishId', 'parishes.id')
    // Written out, as in the index of these plans.
    .whereRaw(`plans.state in ('submitted', 'returned')`)
    .orderBy('plans.submittedAt')
    .limit(mostListed, { skipBinding: true })
  const first = placesOf(db, viewer).map((part) =>
    part
      .orderBy('name_lv')
      .limit(mostListed + 1, { skipBinding: true })
      .select('id'),
  )
  return plans(db).whereRaw(listable, [db.union(first, true), waiting])
})

/** The plans whose making the viewer may see; where those are too many for a list, the ones that somebody has to act on. */
export const listPlans = (db: Db, viewer: Viewer): Promise<Plan[]> => plansFor(db, viewerForQueries(viewer))

const plansPerPage = 25

/** The plans that were begun and whose making the viewer may see, in the alphabet of their parishes, from the cursor on. */
export async function listBegunPlans(
  db: Db,
  viewer: Viewer,
  locale: Locale,
  cursor: Cursor | undefined,
): Promise<ListPage<Plan>> {
  const name = `name_${locale}`
  const direction = cursor?.back ? 'desc' : 'asc'
  const inOrder = (query: Query) =>
    void query
      .orderBy([
        { column: name, order: direction },
        { column: 'slug', order: direction },
      ])
      .limit(plansPerPage + 1, { skipBinding: true })
  const parts = placesOf(db, viewer).map((part) => {
    void part.whereRaw('(select count(*) from plans where parish_id = parishes.id) > 0').modify(inOrder)
    if (cursor) void part.whereRaw(`(??, slug) ${cursor.back ? '<' : '>'} (?, ?)`, [name, ...cursor.keys])
    return part.select('id', name, 'slug')
  })
  const chosen = db(db.union(parts, true).as('parts')).modify(inOrder).select('id')
  const rows: (Plan & { key: string })[] = await plans(db)
    .whereRaw('parishes.id = any(array(?))', [chosen])
    .orderBy([
      { column: `parishes.${name}`, order: direction },
      { column: 'parishes.slug', order: direction },
    ])
    .select(`parishes.${name} as key`)
  return pageOf(rows, { size: plansPerPage, cursor }, ({ key, parishSlug }) => [key, parishSlug])
}

/** `may.view`, said in SQL: lists must never show what a page would refuse. */
const visibleTo = (viewer: Viewer) => (query: ReturnType<Db>) => {
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

/** The same as several queries, each of which has its rows in the order of an index: one of each territory, one of single parishes. */
function placesOf(db: Db, viewer: Viewer): Query[] {
  const held = viewer.roles.filter(({ role }) => ['partner', 'lead', 'mentor', 'auditor'].includes(role))
  if (held.some(({ territoryId, parishId }) => territoryId === null && parishId === null)) return [db('parishes')]
  const territories = new Set(held.flatMap(({ territoryId }) => territoryId ?? []))
  const single = held.flatMap(({ parishId }) => parishId ?? [])
  return [
    ...[...territories].map((territoryId) => db('parishes').where({ territoryId })),
    db('parishes').whereIn('id', single),
  ]
}

/** Who may meet others in the forms of a plan and of an initiative: those who write there. */
export const mayEditTogether = (db: Db) => ({
  plan: async (viewer: Viewer, id: string) => maySit(viewer, await plans(db).where('plans.id', id).first()),
  initiative: async (viewer: Viewer, id: string) => {
    const parish = db('initiatives').where({ id }).select('parishId')
    return maySit(viewer, await plans(db).whereIn('parishes.id', parish).first())
  },
})

const maySit = (viewer: Viewer, plan: Plan | undefined) => plan !== undefined && may.edit(viewer, plan)

/** Slugs of the parishes with a plan in force. */
export const publicSlugs = (db: Db): Query =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .whereNull('supersededAt')
    .select('parishes.slug')
