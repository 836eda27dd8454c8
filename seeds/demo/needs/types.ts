import type { Round } from '#modules/assessments/assessment/assessment.ts'
import type { NeedInput } from '#modules/needs/needs/need.ts'
import type { SwotKind } from '#modules/needs/swot/swot.ts'
import type { Text } from '../types.ts'

/** What answers a need: an action or an investment of an initiative by its place, a topic, or the advice of a day. */
export type DemoNeedResponse = { note?: Text } & (
  { action: [initiative: string, at: number] } | { investment: string } | { topic: string } | { advice: string }
)

export interface DemoNeed extends Pick<NeedInput, 'category' | 'severity' | 'priority'> {
  title: Text
  description?: Text
  people?: number
  hidden?: boolean
  /** The criterion whose answer it comes from, of the first assessment. */
  from?: string
  answers?: DemoNeedResponse[]
  /** It is met. */
  met?: boolean
  droppedFor?: Text
}

export interface DemoNeeds {
  parish: string
  needs: DemoNeed[]
}

/** What a meeting ranked, the weightiest first, with its votes. */
export interface DemoSwot {
  parish: string
  round: Round
  public?: boolean
  items: Record<SwotKind, [text: Text, votes?: number][]>
}
