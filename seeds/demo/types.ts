import type { Multilingual } from '#platform/i18n/locale.ts'
import type { ResourceCategory } from '#modules/resources/resource.ts'

export type Text = Multilingual

export type DemoCategory =
  | 'elderly_care'
  | 'youth'
  | 'leisure'
  | 'culture'
  | 'food'
  | 'craft'
  | 'events'
  | 'music'
  | 'tourism'
  | 'nature'
  | 'transport'
  | 'repair'
  | 'other'

/** Euro cents from each source. */
export interface DemoSources {
  erdf?: number
  partner?: number
  municipality?: number
  community?: number
  inKind?: number
  revenue?: number
  other?: number
}

export interface DemoFinanceLine {
  kind: 'cost' | 'income' | 'investment'
  month: string
  category:
    | 'staff'
    | 'services'
    | 'rent'
    | 'materials'
    | 'equipment'
    | 'travel'
    | 'marketing'
    | 'building'
    | 'fees'
    | 'sales'
    | 'other'
  /** In the language of the parish. */
  what: string
  unit: string
  /** With two decimals at most. */
  quantity: number
  /** Euro cents. */
  unitPrice: number
  vat: 'gross' | 'net' | 'exempt'
  sources: DemoSources
}

export interface DemoAction {
  fromMonth: string
  toMonth: string
  /** A post or a group, never a person. */
  who: string
  what: Text
  deliverable: Text
}

export interface DemoInvestment {
  what: Text
  why: Text
  cost: number
  priority: 'must' | 'should' | 'could'
  keeper: Text
}

export interface DemoJob {
  kind: 'paid_full' | 'part_time' | 'seasonal' | 'self_employed' | 'volunteer' | 'expected'
  /** Basis points of full time. */
  fte?: number
  startsOn?: string
  who: Text
}

/** What is missing has not been written yet: a draft may stand at any stage. */
export interface DemoInitiative {
  slug: string
  title: Text
  category: DemoCategory
  summary: Text
  description?: Text
  forWhom?: Text
  responsible?: string
  startsOn?: string
  place?: Text
  serves?: 'residents' | 'visitors' | 'both'
  provider?: 'ngo' | 'informal' | 'company' | 'sole_trader' | 'municipality'
  risks?: Text
  sustainability?: Text
  openToCommunity: boolean
  state: 'idea' | 'drafting' | 'dropped'
  dropReason?: Text
  /** Only in the newer draft of a plan that is in change, not in the approved version. */
  addedInChange?: boolean
  targetGroups: { who: Text; size?: number; gain: Text }[]
  finance: DemoFinanceLine[]
  investments: DemoInvestment[]
  jobs: DemoJob[]
  /** What it uses: keys of the parish's resources, or how each is used. */
  resources: (string | DemoUse)[]
}

export interface DemoResource {
  key: string
  category: ResourceCategory
  name: Text
  description?: Text
  owner: string
  condition: Text
  availability: Text
  /** By whom and when it was looked at. */
  verified?: [by: string, on: string]
  /** Whether everybody sees it: yes, but for people. */
  public?: boolean
}

export interface DemoUse {
  key: string
  whatFor: Text
  contribution: 'cash' | 'in_kind' | 'volunteer_hours' | 'free_use'
  quantity?: number
  unit?: string
}

export interface DemoCooperation {
  initiative?: string
  kind: 'none' | 'premises' | 'co_funding' | 'service_contract' | 'delegated_service' | 'memorandum'
  reason?: Text
  municipalityGives: Text
  communityGives: Text
  /** A role, never a person. */
  contact: string
  from?: string
  to?: string
  signedOn?: string
}

export interface DemoAdvice {
  initiative?: string
  on: string
  minutes: number
  channel: 'onsite' | 'phone' | 'video' | 'email'
  phase: 'design' | 'launch' | 'operation'
  topics: ('idea' | 'customers' | 'money' | 'law' | 'team' | 'marketing' | 'equipment' | 'cooperation')[]
  summary: Text
  privateNote: string
  actionItems: { what: Text; owner: 'community' | 'mentor' | 'partner'; due?: string; done?: boolean }[]
}

export interface DemoParish {
  parish: string
  intro: Text
  stage: 'nothing' | 'ideas' | 'draft' | 'submitted' | 'returned' | 'approved' | 'in_change'
  returnNote?: Text
  /** When the plan was handed in and approved, and on what conditions. */
  approval?: { submittedAt: string; at: string; conditions: { text: Text; dueOn: string }[] }
  initiatives: DemoInitiative[]
  resources: DemoResource[]
  cooperations: DemoCooperation[]
  advice: DemoAdvice[]
}

/** The way of an initiative from its approval on, by whom it was reported and how it went on. */
export interface DemoLaunch {
  slug: string
  by: string
  launchedOn: string
  confirmed: boolean
  then: readonly ({ to: 'operating' } | { to: 'paused' | 'closed'; reason: Text })[]
}
