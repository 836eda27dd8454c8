import type { Db, Query } from '#platform/db/connection.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'
import type { Day } from '#platform/values/day.ts'
import type { Role } from '#platform/values/viewer.ts'
import {
  readinessChecks,
  trafficLight,
  type ReadinessInput,
  type Assignee,
  type Readiness,
  type ReadinessItem,
} from './readiness.ts'
import type { InitiativeState } from '#modules/initiatives/initiative/initiative.ts'

interface FactsOf extends ReadinessInput {
  id: string
  state: InitiativeState
}

interface Helper {
  role: Role
  name: string
}

export interface StoredReadiness extends Record<string, unknown[]> {
  items: ReadinessItem[]
  facts: FactsOf[]
  helpers: Helper[]
}

const unbalanced = `amount <> from_erdf + from_partner + from_municipality + from_community + from_in_kind + from_revenue
  + from_other`

const about = (part: string) => `(select count(*) from ${part})::integer`

// Cooperation without an initiative is of the whole parish, and counts for each.
const factColumns = `initiatives.id, initiatives.state, initiatives.starts_on,
  plans.state as plan_state,
  exists (select from published_initiatives join plan_versions on plan_versions.id = plan_version_id
    where initiative_id = initiatives.id and superseded_at is null) as in_force,
  coalesce(trim(responsible), '') <> '' as responsible,
  ${about('finance_lines where initiative_id = initiatives.id')} as lines,
  ${about(`finance_lines where initiative_id = initiatives.id and ${unbalanced}`)} as unbalanced,
  ${about('target_groups where initiative_id = initiatives.id and who is not null')} as target_groups,
  exists (select from cooperations where cooperations.parish_id = initiatives.parish_id
    and (initiative_id is null or initiative_id = initiatives.id)
    and kind is not null and (kind <> 'none' or reason is not null)) as cooperation,
  ${about(`advice_sessions where initiative_id = initiatives.id and phase = 'design'`)} as design_advice,
  ${about(`role_assignments where role = 'mentor' and role_assignments.parish_id = initiatives.parish_id
    and ?::date between from_day and coalesce(to_day, 'infinity')`)} as mentors,
  ${about(`needs where needs.parish_id = initiatives.parish_id and needs.priority = 'must' and needs.state = 'open'`)} as unanswered_needs`

const beforeLaunch: InitiativeState[] = ['drafting', 'proposed', 'approved', 'ready']

/** Queries of what the readiness of a parish's initiatives depends on, to be sent together with others; of one where it is named. */
export function readinessQueries(db: Db, parishId: string, today: Day, id?: string): Record<string, Query> {
  const facts = db('initiatives')
    .leftJoin('plans', 'plans.parishId', 'initiatives.parishId')
    .where({ 'initiatives.parishId': parishId })
    .whereIn('initiatives.state', beforeLaunch)
    .orderBy(['initiatives.createdAt', 'initiatives.id'])
    .select(db.raw(factColumns, [today]))
  if (id !== undefined) facts.where({ 'initiatives.id': id })
  return { items: itemsOf(db), facts, helpers: helpersOf(db, parishId, today) }
}

const itemsOf = (db: Db) => db('readinessItems').orderBy('position').select('id', 'code', 'required')

/** The list of what is looked at before a launch, required or not. */
export const listItems = (db: Db): Promise<ReadinessItem[]> => itemsOf(db)

const helpersOf = (db: Db, parishId: string, today: Day) =>
  db('roleAssignments')
    .join('people', 'people.id', 'roleAssignments.personId')
    .join('parishes', (join) => void join.on(db.raw('parishes.id = ?', [parishId])))
    .whereNull('people.deactivatedAt')
    .whereNull('people.restrictedAt')
    .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [today])
    .whereRaw(
      `(role = 'lead' or (role = 'partner' and role_assignments.territory_id = parishes.territory_id)
        or (role = 'mentor' and role_assignments.parish_id = parishes.id))`,
    )
    .distinct('role', 'people.name')

/** What was found, as lights and reasons. */
export function readinessOf({ items, facts, helpers }: StoredReadiness): Readiness[] {
  const named = (wanted: Assignee) => helpers.filter(({ role }) => role === wanted).map(({ name }) => name)
  const assignees = { partner: named('partner'), mentor: named('mentor'), lead: named('lead') }
  return facts.map(({ id, state, ...known }) => {
    const checks = readinessChecks(items, known)
    return { id, state, light: trafficLight(checks), checks, assignees }
  })
}

interface Subject {
  id: string
  parishId: string
}

/** How near an initiative is to its launch; undefined where it is past that, or not in the plan. */
export async function findReadiness(db: Db, { id, parishId }: Subject, today: Day): Promise<Readiness | undefined> {
  return readinessOf(await readinessOfOne(db, parishId, today, id))[0]
}

const readinessOfOne = bundleBuiltOnce<StoredReadiness, [parishId: string, today: Day, id: string]>(
  readinessQueries as (...given: Parameters<typeof readinessQueries>) => Record<keyof StoredReadiness & string, Query>,
)
