import type { Multilingual } from '#platform/i18n/locale.ts'

export const needCategories = ['skill', 'equipment', 'premises', 'network', 'money', 'legal', 'market'] as const
export type NeedCategory = (typeof needCategories)[number]

export const priorities = ['must', 'should', 'could'] as const
export type Priority = (typeof priorities)[number]

/** How badly it is felt, 1 the least. */
export const severities = ['1', '2', '3', '4', '5'] as const

/** Open: nothing answers it. Planned: something does. The database keeps the two in step with what answers it. */
export type NeedState = 'open' | 'planned' | 'addressed' | 'dropped'

/** Something a parish lacks, most often found in its assessment. */
export interface Need {
  id: string
  version: number
  parishId: string
  category: NeedCategory
  title: Multilingual
  description: Multilingual | null
  severity: number
  priority: Priority
  peopleAffected: number | null
  state: NeedState
  dropReason: Multilingual | null
  /** Whether everybody may see it on the parish's page. */
  public: boolean
  sourceAnswerId: string | null
}

/** What people write of a need. */
export type NeedInput = Omit<Need, 'id' | 'version' | 'parishId' | 'state' | 'dropReason' | 'sourceAnswerId'>

export const responseKinds = ['action', 'investment', 'topic', 'session'] as const
export type ResponseKind = (typeof responseKinds)[number]

/** What answers a need: an action or an investment of the plan, a topic of the training, or advice that was given. */
export interface NeedResponse {
  id: string
  kind: ResponseKind
  targetId: string
  /** The action, the investment or the topic in words; advice has its day. */
  title: Multilingual | null
  day: string | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  note: Multilingual | null
}

export interface NeedWithResponses extends Need {
  responses: NeedResponse[]
}

/** Something of the parish that a need can be answered by. */
export interface ResponseChoice {
  kind: ResponseKind
  id: string
  title: Multilingual | null
  day: string | null
  initiativeTitle: Multilingual | null
}

/** The answer of an assessment that a need comes from. */
export interface NeedSource {
  id: string
  round: string
  sectionCode: string
  criterionCode: string
  question: Multilingual
  words: Multilingual | null
}

export const hasNoResponse = ({ state }: Pick<Need, 'state'>): boolean => state === 'open'

const order: Record<Priority, number> = { must: 0, should: 1, could: 2 }

/** The most urgent first: by priority, then by how badly it is felt, then by how many feel it. */
export const mostUrgentFirst = (a: Urgency, b: Urgency): number =>
  order[a.priority] - order[b.priority] || b.severity - a.severity || (b.peopleAffected ?? 0) - (a.peopleAffected ?? 0)

type Urgency = Pick<Need, 'priority' | 'severity' | 'peopleAffected'>
