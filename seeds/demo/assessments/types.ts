import type { Round } from '#modules/assessments/assessment/assessment.ts'
import type { Text } from '../types.ts'

/** What was answered: a value alone, with its reason, a text, or that the question does not apply. */
export type DemoAnswer =
  number | boolean | string | Text | { value: number | boolean | string; why: Text } | { none: Text } | Shown

interface Shown {
  value: boolean
  evidence: Text
}

export interface DemoMeeting {
  on: string
  place: string
  minutes: number
  facilitator: string
  participants: number
  women: number
  young: number
  seniors: number
  record: Text
  /** As on the list that went round; nobody real. */
  names?: string[]
}

export interface DemoAssessment {
  parish: string
  round: Round
  stage: 'draft' | 'submitted' | 'returned' | 'approved'
  note?: Text
  /** By the codes of the methodology's questions. */
  answers: Record<string, DemoAnswer>
  meetings: DemoMeeting[]
}
