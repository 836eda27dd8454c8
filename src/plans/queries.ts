import type { Db } from '#db/db.ts'
import { together } from '#db/together.ts'
import type { Viewer } from '#lib/viewer.ts'
import type { Content, Plan, PlannedInitiative, PlanVersion, SectionName } from './plan.ts'
import { tables } from './sections.ts'

/** A parish's plan as it is worked on; state 'none' where nobody has begun. Undefined where there is no such parish. */
export async function findPlan(db: Db, parishSlug: string): Promise<Plan | undefined> {
  const row = await db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('people as submitter', 'submitter.id', 'plans.submittedBy')
    .leftJoin('people as decider', 'decider.id', 'plans.decidedBy')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .where('parishes.slug', parishSlug)
    .first(
      'plans.id',
      db.raw('coalesce(plans.version, 0) as version'),
      db.raw(`coalesce(plans.state, 'none') as state`),
      'plans.submittedBy',
      'plans.submittedAt',
      'submitter.name as submitterName',
      'plans.decidedAt',
      'decider.name as deciderName',
      'plans.decisionNote',
      'parishes.id as parishId',
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
      'territories.id as territoryId',
      'territories.names as territoryNames',
      'planVersions.number as numberInForce',
    )
  return row as Plan | undefined
}

const planned = ['drafting', 'proposed', 'approved', 'ready', 'launched', 'operating', 'paused', 'closed']

const plannedOf = (db: Db, parishId: string) =>
  db('initiatives').where({ parishId }).whereIn('state', planned).orderBy(['createdAt', 'id'])

/** The initiatives of a parish that belong to its plan, oldest first. */
export const listPlanned = (db: Db, parishId: string): Promise<PlannedInitiative[]> => plannedOf(db, parishId)

const rowsOf = (db: Db, section: SectionName, parishId: string) => {
  const { table, of } = tables[section]
  const query = db(table)
    .orderBy([`${table}.position`, `${table}.id`])
    .select(`${table}.*`)
  if (of === 'parish') return query.where({ [`${table}.parishId`]: parishId })
  return query
    .join('initiatives', 'initiatives.id', `${table}.initiativeId`)
    .where('initiatives.parishId', parishId)
    .whereIn('initiatives.state', planned)
}

const usesOf = (db: Db, parishId: string) =>
  db('resourceUses')
    .join('resources', 'resources.id', 'resourceUses.resourceId')
    .where({ parishId })
    .select('resourceId', 'initiativeId')

interface Use {
  resourceId: string
  initiativeId: string
}

const withUses = (resources: Content['resources'], uses: readonly Use[]): Content['resources'] =>
  resources.map((resource) => ({
    ...resource,
    initiatives: uses.filter(({ resourceId }) => resourceId === resource.id).map(({ initiativeId }) => initiativeId),
  }))

/** Everything that the plan of a parish says, in one query however long it is. */
export async function findContent(db: Db, parishId: string): Promise<Content> {
  const { uses, ...content } = await together<Record<keyof Content, never[]> & { uses: Use[] }>(db, {
    initiatives: plannedOf(db, parishId),
    targetGroups: rowsOf(db, 'target-groups', parishId),
    resources: rowsOf(db, 'resources', parishId),
    uses: usesOf(db, parishId),
    lines: rowsOf(db, 'finance', parishId),
    investments: rowsOf(db, 'investments', parishId),
    cooperations: rowsOf(db, 'cooperation', parishId),
    jobs: rowsOf(db, 'jobs', parishId),
  })
  return { ...content, resources: withUses(content.resources, uses) }
}

const listResources = async (db: Db, parishId: string): Promise<Content['resources']> =>
  withUses(await rowsOf(db, 'resources', parishId), await usesOf(db, parishId))

/** The stored rows of one section; of a section kept per initiative, those of that one. */
export async function listRows(
  db: Db,
  section: SectionName,
  parishId: string,
  initiativeId: string | null,
): Promise<StoredRow[]> {
  if (section === 'resources') return (await listResources(db, parishId)) as unknown as StoredRow[]
  const rows = (await rowsOf(db, section, parishId)) as StoredRow[]
  return initiativeId === null ? rows : rows.filter((row) => row['initiativeId'] === initiativeId)
}

export type StoredRow = Record<string, unknown> & { id: string; position: number }

export interface SectionState {
  id: string
  section: SectionName
  initiativeId: string | null
  version: number
  savedAt: Date | null
  saverName: string | null
}

/** When and by whom each section of a plan was saved; sections never saved are not among them. */
export const listSectionStates = (db: Db, planId: string | null): Promise<SectionState[]> =>
  db('planSections')
    .leftJoin('people', 'people.id', 'planSections.savedBy')
    .where({ planId })
    .select('planSections.id', 'section', 'initiativeId', 'planSections.version', 'savedAt', 'people.name as saverName')

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
    .first(...versionColumns, 'snapshot')

/** Every version of a parish's plan, newest first, without their content. */
export const listVersions = (db: Db, parishSlug: string): Promise<Omit<PlanVersion, 'snapshot'>[]> =>
  db('planVersions')
    .join('plans', 'plans.id', 'planVersions.planId')
    .join('parishes', 'parishes.id', 'plans.parishId')
    .where('parishes.slug', parishSlug)
    .orderBy('number', 'desc')
    .select(...versionColumns)

export interface Happening {
  at: Date
  event: string
  name: string | null
  details: Record<string, unknown>
}

/** The latest of what was done to a plan, newest first. */
export const listHistory = (db: Db, planId: string | null): Promise<Happening[]> =>
  db('auditLog')
    .leftJoin('people', 'people.id', 'auditLog.personId')
    .where('subjectId', planId)
    .orderBy('auditLog.id', 'desc')
    .limit(12)
    .select('at', 'event', 'people.name', 'details')

export interface PlanStanding {
  parishSlug: string
  parishNames: Plan['parishNames']
  parishId: string
  territoryId: string
  state: Plan['state']
  submittedAt: Date | null
  submitterName: string | null
  numberInForce: number | null
}

/** How the plan of every parish stands that the viewer may see the work on; a parish without one is 'none'. */
export const listPlans = (db: Db, viewer: Viewer): Promise<PlanStanding[]> =>
  db('parishes')
    .leftJoin('plans', 'plans.parishId', 'parishes.id')
    .leftJoin('people', 'people.id', 'plans.submittedBy')
    .leftJoin('planVersions', (join) =>
      join.on('planVersions.planId', 'plans.id').andOnNull('planVersions.supersededAt'),
    )
    .modify(visibleTo(viewer))
    .select(
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
      'parishes.id as parishId',
      'parishes.territoryId',
      db.raw(`coalesce(plans.state, 'none') as state`),
      'plans.submittedAt',
      'people.name as submitterName',
      'planVersions.number as numberInForce',
    )

/** `may.view`, said in SQL: lists must never show what a page would refuse. */
const visibleTo = (viewer: Viewer) => (query: ReturnType<Db>) => {
  const grants = viewer.grants.filter(({ role }) => ['partner', 'lead', 'mentor', 'auditor'].includes(role))
  if (grants.some(({ territoryId, parishId }) => territoryId === null && parishId === null)) return
  query.where((either) => {
    void either.whereIn(
      'parishes.territoryId',
      grants.flatMap(({ territoryId }) => territoryId ?? []),
    )
    void either.orWhereIn(
      'parishes.id',
      grants.flatMap(({ parishId }) => parishId ?? []),
    )
  })
}
