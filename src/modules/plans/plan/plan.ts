import type { TimelinePeriod } from '#modules/initiatives/initiative/timeline.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Scope } from '#platform/values/viewer.ts'
import type { PlanSnapshot } from './snapshot.ts'

export const sections = [
  'initiatives',
  'target-groups',
  'resources',
  'actions',
  'finance',
  'investments',
  'cooperation',
  'jobs',
] as const
export type SectionName = (typeof sections)[number]

export const isSection = (text: string): text is SectionName => sections.includes(text as SectionName)

/** How a plan stands: 'none' before anybody began it; 'approved' where nothing has changed since its version in force. */
export const planStates = ['none', 'draft', 'submitted', 'returned', 'approved'] as const
export type PlanState = (typeof planStates)[number]

/** The action plan of one parish as its partner staff work on it, beside the version in force. */
export interface Plan extends Scope {
  id: string
  version: number
  state: PlanState
  submittedBy: string | null
  submittedAt: Date | null
  submitterName: string | null
  decidedAt: Date | null
  deciderName: string | null
  decisionNote: Multilingual | null
  parishSlug: string
  parishNames: Multilingual
  territorySlug: string
  territoryNames: Multilingual
  numberInForce: number | null
  period: TimelinePeriod | null
}

export const isOpen = ({ state }: Pick<Plan, 'state'>): boolean => state === 'draft' || state === 'returned'

/** A frozen version of a plan, its content as it was approved. */
export interface PlanVersion {
  id: string
  planId: string
  number: number
  snapshot: PlanSnapshot
  sha256: string
  submittedAt: Date
  approvedAt: Date
  supersededAt: Date | null
  period: TimelinePeriod | null
}
