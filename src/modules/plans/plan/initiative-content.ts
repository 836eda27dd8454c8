import type {
  InitiativeCategory,
  CopiedFrom,
  InitiativeState,
  audiences,
  providers,
} from '#modules/initiatives/initiative/initiative.ts'
import type { Day, Month } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Cents } from '#platform/values/money.ts'
import type { Resource as Registered } from '#modules/resources/resource.ts'

export const contributions = ['cash', 'in_kind', 'volunteer_hours', 'free_use'] as const
export const lineKinds = ['cost', 'income', 'investment'] as const
export const lineCategories = [
  'staff',
  'services',
  'rent',
  'materials',
  'equipment',
  'travel',
  'marketing',
  'building',
  'fees',
  'sales',
  'other',
] as const
export const vatModes = ['gross', 'net', 'exempt'] as const
export const priorities = ['must', 'should', 'could'] as const
export const cooperationKinds = [
  'none',
  'premises',
  'co_funding',
  'service_contract',
  'delegated_service',
  'memorandum',
] as const
export const jobKinds = ['paid_full', 'part_time', 'seasonal', 'self_employed', 'volunteer', 'expected'] as const

export interface PlannedInitiative {
  id: string
  version: number
  slug: string
  state: InitiativeState
  title: Multilingual
  category: InitiativeCategory | null
  summary: Multilingual | null
  description: Multilingual | null
  responsible: string | null
  startsOn: Day | null
  place: Multilingual | null
  serves: (typeof audiences)[number] | null
  provider: (typeof providers)[number] | null
  risks: Multilingual | null
  sustainability: Multilingual | null
  openToCommunity: boolean
  updatedAt: Date
  credit: CopiedFrom | null
}

/** What a plan says of an initiative in a language. */
export const initiativeTexts = ['title', 'summary', 'description', 'place', 'risks', 'sustainability'] as const

export interface TargetGroup {
  id: string
  initiativeId: string
  who: Multilingual | null
  size: number | null
  gain: Multilingual | null
}

/** What the parish has, as its register says. */
export type PlannedResource = Pick<
  Registered,
  'id' | 'category' | 'name' | 'description' | 'owner' | 'condition' | 'availability'
>

/** That an initiative uses a resource of the register. */
export interface ResourceUse {
  id: string
  resourceId: string
  initiativeId: string
  whatFor: Multilingual | null
  contribution: (typeof contributions)[number] | null
  quantity: number | null
  unit: string
}

/** Something to be done for an initiative, in which months, by whom, and what comes of it. */
export interface PlannedAction {
  id: string
  initiativeId: string
  what: Multilingual | null
  who: string
  fromMonth: Month | null
  toMonth: Month | null
  deliverable: Multilingual | null
}

/** A line of a financial plan. What it costs or brings is quantity x unit price; its sources say who pays, in cents. */
export interface FinanceLine {
  id: string
  initiativeId: string
  kind: (typeof lineKinds)[number] | null
  month: Month | null
  category: (typeof lineCategories)[number] | null
  what: Multilingual | null
  unit: string
  quantity: number | null
  unitPrice: Cents | null
  vat: (typeof vatModes)[number] | null
  fromErdf: Cents
  fromPartner: Cents
  fromMunicipality: Cents
  fromCommunity: Cents
  fromInKind: Cents
  fromRevenue: Cents
  fromOther: Cents
}

export interface Investment {
  id: string
  initiativeId: string | null
  what: Multilingual | null
  why: Multilingual | null
  cost: Cents | null
  priority: (typeof priorities)[number] | null
  keeper: Multilingual | null
}

export interface Cooperation {
  id: string
  initiativeId: string | null
  kind: (typeof cooperationKinds)[number] | null
  reason: Multilingual | null
  municipalityGives: Multilingual | null
  communityGives: Multilingual | null
  contact: string
  fromDay: Day | null
  toDay: Day | null
  signedOn: Day | null
}

export interface PlannedJob {
  id: string
  initiativeId: string | null
  kind: (typeof jobKinds)[number] | null
  fte: number | null
  startsOn: Day | null
  who: Multilingual | null
}

/** Everything a plan says, as it stands in the editor. */
export interface PlanContent {
  initiatives: PlannedInitiative[]
  targetGroups: TargetGroup[]
  resources: PlannedResource[]
  actions: PlannedAction[]
  uses: ResourceUse[]
  lines: FinanceLine[]
  investments: Investment[]
  cooperations: Cooperation[]
  jobs: PlannedJob[]
}
