import type { Day, Month } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import type { Scope } from '#platform/values/viewer.ts'

export const initiativeStates = [
  'idea',
  'drafting',
  'proposed',
  'approved',
  'ready',
  'launched',
  'operating',
  'paused',
  'closed',
  'dropped',
] as const
export type InitiativeState = (typeof initiativeStates)[number]

export const initiativeCategories = [
  'elderly_care',
  'youth',
  'leisure',
  'culture',
  'food',
  'craft',
  'events',
  'music',
  'tourism',
  'nature',
  'transport',
  'repair',
  'other',
] as const
export type InitiativeCategory = (typeof initiativeCategories)[number]

export const audiences = ['residents', 'visitors', 'both'] as const
export const providers = ['ngo', 'informal', 'company', 'sole_trader', 'municipality'] as const

/** What a community wants to offer, from idea to operating, with the parish it belongs to. */
export interface Initiative extends Scope {
  id: string
  version: number
  slug: string
  state: InitiativeState
  title: Multilingual
  category: InitiativeCategory | null
  summary: Multilingual | null
  description: Multilingual | null
  forWhom: Multilingual | null
  responsible: string | null
  startsOn: Day | null
  place: Multilingual | null
  serves: (typeof audiences)[number] | null
  provider: (typeof providers)[number] | null
  risks: Multilingual | null
  sustainability: Multilingual | null
  openToCommunity: boolean
  dropReason: Multilingual | null
  pauseReason: Multilingual | null
  closeReason: Multilingual | null
  proposedBy: string | null
  createdAt: Date
  updatedAt: Date
  parishSlug: string
  parishNames: Multilingual
}

/** What was taken home for an initiative from a study visit. */
export interface LessonLearnt {
  text: Multilingual
  visitSlug: string
  visitTitle: Multilingual
}

/** What an initiative was begun from: another one, of this parish or a neighbour's, in a version of its plan. */
export interface CopiedFrom {
  slug: string
  title: Multilingual
  published: boolean
  parishSlug: string
  parishNames: Multilingual
  number: number | null
}

/** Something to be done for an initiative, as a plan tells it. */
export interface PublishedAction {
  id?: string
  what: Multilingual
  who: string
  fromMonth: Month | null
  toMonth: Month | null
  deliverable: Multilingual | null
}

/** An initiative as the plan in force has it: what everybody may read, frozen when the plan was approved. */
export interface PublishedInitiative {
  slug: string
  title: Multilingual
  category: InitiativeCategory
  summary: Multilingual
  description: Multilingual
  responsible: string
  startsOn: Day
  place: Multilingual
  serves: (typeof audiences)[number]
  provider: (typeof providers)[number]
  risks: Multilingual | null
  sustainability: Multilingual | null
  targetGroups: { id?: string; who: Multilingual; size: number | null; gain: Multilingual | null }[]
  /** Versions frozen before plans had actions lack them. */
  actions?: PublishedAction[]
  resources: { category: string; name: Multilingual }[]
  finance: { cost: Cents; income: Cents; investment: Cents }
  jobs: { kind: string; fte: number | null; startsOn: Day | null; who: Multilingual | null }[]
}

/** Whether the initiative is part of its parish's plan, rather than an idea or given up. */
export const isPlanned = ({ state }: Pick<Initiative, 'state'>): boolean => state !== 'idea' && state !== 'dropped'

const beforeLaunch: readonly InitiativeState[] = ['idea', 'drafting', 'proposed', 'approved', 'ready']

/** Whether the initiative has not begun yet, and so can still be given up. */
export const isBeforeLaunch = ({ state }: Pick<Initiative, 'state'>): boolean => beforeLaunch.includes(state)
