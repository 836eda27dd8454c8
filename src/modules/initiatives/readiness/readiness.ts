import type { Day } from '#platform/values/day.ts'
import type { InitiativeState } from '#modules/initiatives/initiative/initiative.ts'
import type { ParishPlanState } from '#modules/initiatives/initiative/policy.ts'

/** What may have to be there before an initiative is ready to launch; which of it is required is data. */
export const readinessCodes = [
  'approved_plan',
  'balanced_sources',
  'responsible',
  'target_group',
  'cooperation',
  'design_advice',
  'start_day',
  'needs',
] as const
export type ReadinessCode = (typeof readinessCodes)[number]

export interface ReadinessItem {
  id: string
  code: ReadinessCode
  required: boolean
}

/** What is known of an initiative that its readiness depends on. */
export interface ReadinessInput {
  planState: ParishPlanState
  inForce: boolean
  lines: number
  unbalanced: number
  responsible: boolean
  targetGroups: number
  cooperation: boolean
  designAdvice: number
  mentors: number
  startsOn: Day | null
  unansweredNeeds: number
}

export type Assignee = 'partner' | 'mentor' | 'lead'

/** One item of the gate: met, waiting for somebody's decision, or missing; then why, and who can mend it. */
export type ReadinessCheck =
  | { code: ReadinessCode; standing: 'met' }
  | { code: ReadinessCode; standing: 'waiting' | 'missing'; reason: string; count?: number; assignee: Assignee }

type Unmet = Omit<Exclude<ReadinessCheck, { standing: 'met' }>, 'code'>

const missing = (reason: string, assignee: Assignee = 'partner', count?: number): Unmet => ({
  standing: 'missing',
  reason,
  assignee,
  ...(count !== undefined && { count }),
})

const unmet: Record<ReadinessCode, (input: ReadinessInput) => Unmet | null> = {
  approved_plan: ({ inForce, planState }) => {
    if (inForce) return null
    return planState === 'submitted'
      ? { standing: 'waiting', reason: 'plan_submitted', assignee: 'lead' }
      : missing('plan_not_approved')
  },
  balanced_sources: ({ lines, unbalanced }) => {
    if (lines === 0) return missing('no_lines')
    return unbalanced > 0 ? missing('unbalanced', 'partner', unbalanced) : null
  },
  responsible: ({ responsible }) => (responsible ? null : missing('no_responsible')),
  target_group: ({ targetGroups }) => (targetGroups > 0 ? null : missing('no_target_group')),
  cooperation: ({ cooperation }) => (cooperation ? null : missing('no_cooperation')),
  design_advice: ({ designAdvice, mentors }) => {
    if (designAdvice > 0) return null
    return mentors > 0 ? missing('no_design_advice', 'mentor') : missing('no_mentor', 'lead')
  },
  start_day: ({ startsOn }) => (startsOn ? null : missing('no_start_day')),
  needs: ({ unansweredNeeds }) => (unansweredNeeds > 0 ? missing('open_needs', 'partner', unansweredNeeds) : null),
}

/** Each required item in the order of the list: the light on the page and the gate in the command are this one. */
export const readinessChecks = (items: readonly ReadinessItem[], input: ReadinessInput): ReadinessCheck[] =>
  items
    .filter(({ required }) => required)
    .map(({ code }) => {
      const lack = unmet[code](input)
      return lack ? { code, ...lack } : { code, standing: 'met' }
    })

/** `go` where everything is there, `wait` where only a decision is awaited, `stop` where something is missing. */
export type TrafficLight = 'go' | 'wait' | 'stop'

export function trafficLight(checks: readonly ReadinessCheck[]): TrafficLight {
  if (checks.some(({ standing }) => standing === 'missing')) return 'stop'
  return checks.some(({ standing }) => standing === 'waiting') ? 'wait' : 'go'
}

/** How near one initiative is to its launch. */
export interface Readiness {
  id: string
  state: InitiativeState
  light: TrafficLight
  checks: ReadinessCheck[]
  /** Who can mend what is missing, by name. */
  assignees: Record<Assignee, string[]>
}
