import type {
  Category,
  PublishedInitiative,
  State as InitiativeState,
  audiences,
  providers,
} from '#initiatives/initiative.ts'
import type { Day, Month } from '#lib/day.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Cents } from '#lib/money.ts'
import type { Scope } from '#lib/viewer.ts'

export const sections = [
  'initiatives',
  'target-groups',
  'resources',
  'finance',
  'investments',
  'cooperation',
  'jobs',
] as const
export type SectionName = (typeof sections)[number]

export const isSection = (text: string): text is SectionName => sections.includes(text as SectionName)

/** How a plan stands: 'none' before anybody began it; 'approved' where nothing has changed since its version in force. */
export type State = 'none' | 'draft' | 'submitted' | 'returned' | 'approved'

/** The action plan of one parish as its partner staff work on it, beside the version in force. */
export interface Plan extends Scope {
  id: string
  version: number
  state: State
  submittedBy: string | null
  submittedAt: Date | null
  submitterName: string | null
  decidedAt: Date | null
  deciderName: string | null
  decisionNote: Multilingual | null
  parishSlug: string
  parishNames: Multilingual
  territoryNames: Multilingual
  numberInForce: number | null
}

export const isOpen = ({ state }: Pick<Plan, 'state'>): boolean => state === 'draft' || state === 'returned'

export const resourceCategories = ['people', 'place', 'association', 'nature_culture', 'equipment', 'money'] as const
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
  category: Category | null
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
}

export interface TargetGroup {
  id: string
  initiativeId: string
  who: Multilingual | null
  size: number | null
  gain: Multilingual | null
}

export interface Resource {
  id: string
  category: (typeof resourceCategories)[number] | null
  name: Multilingual | null
  owner: string
  condition: Multilingual | null
  availability: Multilingual | null
  initiatives: string[]
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

export const sources = [
  'fromErdf',
  'fromPartner',
  'fromMunicipality',
  'fromCommunity',
  'fromInKind',
  'fromRevenue',
  'fromOther',
] as const
export type Source = (typeof sources)[number]

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

export interface Job {
  id: string
  initiativeId: string | null
  kind: (typeof jobKinds)[number] | null
  fte: number | null
  startsOn: Day | null
  who: Multilingual | null
}

/** Everything a plan says, as it stands in the editor. */
export interface Content {
  initiatives: PlannedInitiative[]
  targetGroups: TargetGroup[]
  resources: Resource[]
  lines: FinanceLine[]
  investments: Investment[]
  cooperations: Cooperation[]
  jobs: Job[]
}

/** A frozen version of a plan, its content as it was approved. */
export interface PlanVersion {
  id: string
  planId: string
  number: number
  snapshot: Snapshot
  sha256: string
  submittedAt: Date
  approvedAt: Date
  supersededAt: Date | null
}

type Kept<T> = Omit<T, 'id' | 'version' | 'initiativeId' | 'updatedAt'>

/** What a version freezes: content without the keys of rows, each thing with the title of its initiative. */
export interface Snapshot {
  parish: { slug: string; names: Multilingual; territory: Multilingual }
  initiatives: (PublishedInitiative & { lines: Kept<FinanceLine>[] })[]
  resources: (Omit<Kept<Resource>, 'initiatives'> & { initiatives: Multilingual[] })[]
  investments: (Kept<Investment> & { initiative: Multilingual | null })[]
  cooperations: (Kept<Cooperation> & { initiative: Multilingual | null })[]
  jobs: (Kept<Job> & { initiative: Multilingual | null })[]
}
