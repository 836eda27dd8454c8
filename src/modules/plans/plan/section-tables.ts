import type { PlanContent } from './initiative-content.ts'
import type { SectionName } from './plan.ts'

/** The table behind each section of a plan, and whether its rows hang on the parish or on an initiative. */
export const sectionTables: Record<SectionName, { table: string; of: 'parish' | 'initiative' }> = {
  initiatives: { table: 'initiatives', of: 'parish' },
  'target-groups': { table: 'targetGroups', of: 'initiative' },
  actions: { table: 'initiativeActions', of: 'initiative' },
  resources: { table: 'resourceUses', of: 'initiative' },
  finance: { table: 'financeLines', of: 'initiative' },
  investments: { table: 'investments', of: 'parish' },
  cooperation: { table: 'cooperations', of: 'parish' },
  jobs: { table: 'plannedJobs', of: 'parish' },
}

/** Sections that are a list of rows in one form; initiatives are pages of their own. */
export type RowSection = Exclude<SectionName, 'initiatives'>

/** Fields of a section's rows that people write in a language. */
export const textsOf: Record<RowSection, readonly string[]> = {
  'target-groups': ['who', 'gain'],
  actions: ['what', 'deliverable'],
  resources: ['whatFor'],
  finance: ['what'],
  investments: ['what', 'why', 'keeper'],
  cooperation: ['reason', 'municipalityGives', 'communityGives'],
  jobs: ['who'],
}

/** The rows of each section in a plan's content. */
export const rowsOf: Record<RowSection, (content: PlanContent) => readonly { id: string }[]> = {
  'target-groups': ({ targetGroups }) => targetGroups,
  actions: ({ actions }) => actions,
  resources: ({ uses }) => uses,
  finance: ({ lines }) => lines,
  investments: ({ investments }) => investments,
  cooperation: ({ cooperations }) => cooperations,
  jobs: ({ jobs }) => jobs,
}

/** A row of a section as it is stored, whatever its columns. */
export type StoredRow = Record<string, unknown> & { id: string; position: number }
