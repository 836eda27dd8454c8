import { historyOf, type Change } from '#audit/queries.ts'
import type { Db, Query } from '#db/db.ts'
import { together } from '#db/together.ts'
import type { Content, PlannedInitiative } from './content.ts'
import type { Plan, SectionName } from './plan.ts'
import { standingOf, type Standing } from './standing-queries.ts'
import { tables, type StoredRow } from './sections.ts'

/** States of initiatives that belong to a plan. */
export const planned = ['drafting', 'proposed', 'approved', 'ready', 'launched', 'operating', 'paused', 'closed']

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

const statesOf = (db: Db, planId: string | null) =>
  db('planSections')
    .leftJoin('people', 'people.id', 'planSections.savedBy')
    .where({ planId })
    .select('planSections.id', 'section', 'initiativeId', 'planSections.version', 'savedAt', 'people.name as saverName')

/** When and by whom a section was saved; one never saved has no state. */
export interface SectionState {
  id: string
  section: SectionName
  initiativeId: string | null
  version: number
  savedAt: Date
  saverName: string | null
}

const contentOf = (db: Db, parishId: string) => ({
  initiatives: plannedOf(db, parishId),
  targetGroups: rowsOf(db, 'target-groups', parishId),
  resources: rowsOf(db, 'resources', parishId),
  uses: usesOf(db, parishId),
  actions: rowsOf(db, 'actions', parishId),
  lines: rowsOf(db, 'finance', parishId),
  investments: rowsOf(db, 'investments', parishId),
  cooperations: rowsOf(db, 'cooperation', parishId),
  jobs: rowsOf(db, 'jobs', parishId),
})

interface StoredContent extends Content, Record<string, unknown[]> {
  uses: Use[]
}

/** Everything that the plan of a parish says, in one query however long it is. */
export async function findContent(db: Db, parishId: string): Promise<Content> {
  const { uses, ...content } = await together<StoredContent>(db, contentOf(db, parishId))
  return { ...content, resources: withUses(content.resources, uses) }
}

export interface Overview extends Pick<Standing, 'conditions' | 'notes' | 'comments'> {
  content: Content
  states: SectionState[]
  history: Change[]
}

/** The same with the states of the plan's sections, what was said of them, and the latest that was done to it. */
export async function findOverview(db: Db, plan: Pick<Plan, 'id' | 'parishId' | 'state'>): Promise<Overview> {
  const history = historyOf(db, plan.id ? [plan.id] : [], 12)
  const about = { states: statesOf(db, plan.id), history, ...standingOf(db, plan) }
  const found = await together<StoredContent & Omit<Overview, 'content'>>(db, {
    ...contentOf(db, plan.parishId),
    ...about,
  })
  const { uses, states, history: latest, conditions, notes, comments, ...content } = found
  const said = { conditions, notes, comments }
  return { content: { ...content, resources: withUses(content.resources, uses) }, states, history: latest, ...said }
}

/** The stored rows of one section; of a section kept per initiative, those of that one. */
export async function listRows(
  db: Db,
  section: SectionName,
  parishId: string,
  initiativeId: string | null,
): Promise<StoredRow[]> {
  const rows: StoredRow[] = await rowsOf(db, section, parishId).modify((query: Query) => {
    if (initiativeId !== null) query.where({ initiativeId })
  })
  if (section !== 'resources') return rows
  return withUses(rows as unknown as Content['resources'], await usesOf(db, parishId)) as unknown as StoredRow[]
}

/** The states of a plan's sections. */
export const listSectionStates = (db: Db, planId: string | null): Promise<SectionState[]> => statesOf(db, planId)
