import type { Channel, Topic } from '#modules/advice/sessions/session.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Scope } from '#platform/values/viewer.ts'

export const requestStates = ['open', 'proposed', 'agreed', 'answered', 'declined', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

export const mostProposals = 3

/** A time that a mentor proposes, by the clock in Riga. */
export interface ProposedDate {
  onDay: Day
  /** 'HH:MM' */
  starts: string
  channel: Channel
  place: string
}

export interface DateProposal extends ProposedDate {
  id: string
  agreed: boolean
  /** The same as an instant. */
  startsAt: Date
}

/** Advice that a community asks for, until it has it. */
export interface AdviceRequest extends Scope {
  id: string
  version: number
  parishSlug: string
  parishNames: Multilingual
  initiativeId: string | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  topic: Topic
  question: Multilingual
  channel: Channel | null
  days: Multilingual | null
  byPhone: boolean
  askedBy: string
  askerName: string
  askedAt: Date
  state: RequestState
  mentorId: string | null
  mentorName: string | null
  /** What the mentor wrote beside the dates, or why the request is declined. */
  note: Multilingual | null
  /** What the community wrote when it asked for other dates. */
  wish: Multilingual | null
  changedAt: Date
  proposals: DateProposal[]
  sessionId: string | null
}

/** What is typed of a new request. */
export interface NewRequest {
  initiativeId: string | null
  topic: Topic
  question: Multilingual
  channel: Channel | null
  days: Multilingual | null
}

/** The time that both sides have agreed on; null once the request is withdrawn, declined, or asks for other dates. */
export const agreedDate = ({ state, proposals }: Pick<AdviceRequest, 'state' | 'proposals'>): DateProposal | null =>
  state === 'agreed' || state === 'answered' ? (proposals.find(({ agreed }) => agreed) ?? null) : null
