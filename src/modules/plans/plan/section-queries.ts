import { needsWithoutResponse, type NeedWithoutResponse } from '#modules/needs/needs/queries.ts'
import { auditHistory, type AuditChange } from '#modules/audit/queries.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'
import { builtOnce } from '#platform/db/built-once.ts'
import { readinessOf, readinessQueries, type StoredReadiness } from '#modules/initiatives/readiness/queries.ts'
import { copiedFromColumn } from '#modules/initiatives/initiative/sql-columns.ts'
import type { Readiness } from '#modules/initiatives/readiness/readiness.ts'
import type { Day } from '#platform/values/day.ts'
import type { PlanContent, PlannedInitiative } from './initiative-content.ts'
import type { Plan, SectionName } from './plan.ts'
import { reviewQueries, type PlanReview } from './review-queries.ts'
import { sectionTables, type StoredRow } from './section-tables.ts'

/** States of initiatives that belong to a plan. */
export const plannedInitiatives = [
  'drafting',
  'proposed',
  'approved',
  'ready',
  'launched',
  'operating',
  'paused',
  'closed',
]

const plannedOf = (db: Db, parishId: string) =>
  db('initiatives')
    .where({ parishId })
    .whereIn('state', plannedInitiatives)
    .orderBy(['createdAt', 'id'])
    .select('initiatives.*', db.raw(copiedFromColumn))

/** The initiatives of a parish that belong to its plan, oldest first. */
export const listPlanned = builtOnce<PlannedInitiative, [parishId: string]>(plannedOf)

const rowsOf = (db: Db, section: SectionName, parishId: string) => {
  const { table, of } = sectionTables[section]
  const query = db(table)
    .orderBy([`${table}.position`, `${table}.id`])
    .select(`${table}.*`)
  if (of === 'parish') return query.where({ [`${table}.parishId`]: parishId })
  return query
    .join('initiatives', 'initiatives.id', `${table}.initiativeId`)
    .where('initiatives.parishId', parishId)
    .whereIn('initiatives.state', plannedInitiatives)
}

const registerOf = (db: Db, parishId: string) =>
  db('resources')
    .where({ parishId })
    .orderBy(['createdAt', 'id'])
    .select('id', 'category', 'name', 'description', 'owner', 'condition', 'availability')

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
  actions: rowsOf(db, 'actions', parishId),
  resources: registerOf(db, parishId),
  uses: rowsOf(db, 'resources', parishId),
  lines: rowsOf(db, 'finance', parishId),
  investments: rowsOf(db, 'investments', parishId),
  cooperations: rowsOf(db, 'cooperation', parishId),
  jobs: rowsOf(db, 'jobs', parishId),
})

interface StoredContent extends PlanContent, Record<string, unknown[]> {}

/** Everything that the plan of a parish says, in one query however long it is. */
export const findContent: (db: Db, parishId: string) => Promise<PlanContent> = bundleBuiltOnce<
  StoredContent,
  [parishId: string]
>(contentOf)

export interface PlanOverview extends Pick<PlanReview, 'conditions' | 'notes' | 'comments'> {
  content: PlanContent
  states: SectionState[]
  history: AuditChange[]
  readiness: Readiness[]
  unanswered: NeedWithoutResponse[]
}

const overviewOf = bundleBuiltOnce<
  StoredContent & StoredReadiness & Omit<PlanOverview, 'content' | 'readiness'>,
  [plan: Pick<Plan, 'id' | 'parishId' | 'state'>, today: Day]
>((db, plan, today) => ({
  ...readinessQueries(db, plan.parishId, today),
  ...contentOf(db, plan.parishId),
  states: statesOf(db, plan.id),
  history: auditHistory(db, plan.id, 12),
  unanswered: needsWithoutResponse(db, plan.parishId),
  ...reviewQueries(db, plan),
}))

/**
 * The same with the states of its sections, what was said of them and done to it, how near its initiatives are to a
 * launch, and the needs of the parish that nothing answers.
 */
export async function findOverview(
  db: Db,
  plan: Pick<Plan, 'id' | 'parishId' | 'state'>,
  today: Day,
): Promise<PlanOverview> {
  const found = await overviewOf(db, { id: plan.id, parishId: plan.parishId, state: plan.state }, today)
  const { items, facts, helpers, states, history, unanswered, conditions, notes, comments, ...content } = found
  const readiness = readinessOf({ items, facts, helpers })
  return { content, states, history, unanswered, conditions, notes, comments, readiness }
}

const sectionRows = (db: Db, section: SectionName, parishId: string, initiativeId: string | null) =>
  rowsOf(db, section, parishId).modify((query: Query) => {
    if (initiativeId !== null) query.where({ initiativeId })
  })

/** The stored rows of one section; of a section kept per initiative, those of that one. */
export const listRows = (
  db: Db,
  section: SectionName,
  parishId: string,
  initiativeId: string | null,
): Promise<StoredRow[]> => sectionRows(db, section, parishId, initiativeId)

const sectionOf = bundleBuiltOnce<
  { states: SectionState[]; rows: StoredRow[] },
  [of: { section: SectionName; planId: string | null; parishId: string; initiativeId: string | null }]
>((db, { section, planId, parishId, initiativeId }) => ({
  states: statesOf(db, planId).where({ section, initiativeId }),
  rows: sectionRows(db, section, parishId, initiativeId),
}))

/** The same with the state of the section, both as they stood at one moment, whoever is saving. */
export async function findSection(
  db: Db,
  section: SectionName,
  plan: Pick<Plan, 'id' | 'parishId'>,
  initiativeId: string | null,
): Promise<{ saved: SectionState | null; rows: StoredRow[] }> {
  const { states, rows } = await sectionOf(db, { section, planId: plan.id, parishId: plan.parishId, initiativeId })
  return { saved: states[0] ?? null, rows }
}

/** The states of a plan's sections. */
export const listSectionStates = (db: Db, planId: string | null): Promise<SectionState[]> => statesOf(db, planId)
