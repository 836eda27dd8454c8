import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

/** What somebody says of a section of a plan; without its text once they have taken it back. */
export interface Comment {
  id: string
  version: number
  planId: string
  section: string
  initiativeId: string | null
  initiativeTitle: Multilingual | null
  text: Multilingual | null
  writtenBy: string
  writtenAt: Date
  writerName: string
  resolvedAt: Date | null
  resolverName: string | null
  withdrawnAt: Date | null
}

/** Whether it still waits for somebody to see to it. */
export const isOpenComment = ({ resolvedAt, withdrawnAt }: Pick<Comment, 'resolvedAt' | 'withdrawnAt'>): boolean =>
  resolvedAt === null && withdrawnAt === null

/** What an approval asks for by a day: staff say that it is met, the lead partner confirms it. */
export interface ApprovalCondition {
  id: string
  version: number
  /** The number of the approved version that it belongs to. */
  number: number
  text: Multilingual
  dueOn: Day
  metBy: string | null
  metAt: Date | null
  metName: string | null
  metNote: Multilingual | null
  confirmedAt: Date | null
  confirmedName: string | null
}

export type ConditionState = 'open' | 'overdue' | 'met' | 'confirmed'

export const conditionState = (
  { metAt, confirmedAt, dueOn }: Pick<ApprovalCondition, 'metAt' | 'confirmedAt' | 'dueOn'>,
  on: Day,
): ConditionState => {
  if (confirmedAt) return 'confirmed'
  if (metAt) return 'met'
  return dueOn < on ? 'overdue' : 'open'
}
