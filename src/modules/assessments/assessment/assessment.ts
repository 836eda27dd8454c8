import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Scope } from '#platform/values/viewer.ts'

export const rounds = ['baseline', 'midterm', 'final'] as const
export type Round = (typeof rounds)[number]

export const isRound = (text: string): text is Round => rounds.includes(text as Round)

/** How an assessment stands: 'none' before anybody began it. Approved, its answers stay as they are; frozen, all of it. */
export const assessmentStates = ['none', 'draft', 'submitted', 'returned', 'approved', 'frozen'] as const
export type AssessmentState = (typeof assessmentStates)[number]

/** One round of assessing one parish by one version of the methodology. */
export interface Assessment extends Scope {
  id: string
  version: number
  round: Round
  state: AssessmentState
  methodologyVersionId: string
  submittedBy: string | null
  submittedAt: Date | null
  submitterName: string | null
  decidedAt: Date | null
  deciderName: string | null
  decisionNote: Multilingual | null
  frozenAt: Date | null
  sha256: string | null
  parishSlug: string
  parishNames: Multilingual
  territoryNames: Multilingual
}

export const isAssessmentOpen = ({ state }: Pick<Assessment, 'state'>): boolean =>
  state === 'draft' || state === 'returned'

/** Whether what an assessment says may be shown beyond those who work on it. */
export const isApproved = ({ state }: Pick<Assessment, 'state'>): boolean => state === 'approved' || state === 'frozen'

/** What a meeting, or those who know, said to one criterion. Its value lies in the field of the criterion's kind. */
export interface Answer {
  id: string
  version: number
  criterionId: string
  score: number | null
  number: number | null
  yes: boolean | null
  choice: string | null
  /** The answer itself to a question in words; to any other question, why. */
  words: Multilingual | null
  notApplicable: boolean
  reason: Multilingual | null
  /** Where the evidence is, if it is no file here. */
  evidence: Multilingual | null
  meetingId: string | null
  answeredAt: Date
  answererName: string | null
}

/** A meeting at which a parish assessed itself. Of those who came only numbers are kept here. */
export interface VillageMeeting {
  id: string
  version: number
  assessmentId: string
  heldOn: Day
  place: string
  minutes: number | null
  facilitator: string
  participants: number
  women: number | null
  young: number | null
  seniors: number | null
  record: Multilingual | null
  namesVersion: number
  names: number
}

/** Whether a round may be begun: it is the next after the last that was begun, and all of those are approved. */
export function canBeginRound(round: Round, all: readonly Pick<Assessment, 'round' | 'state'>[]): boolean {
  const begun = all.filter(({ state }) => state !== 'none')
  const last = Math.max(-1, ...begun.map((each) => rounds.indexOf(each.round)))
  return begun.every(isApproved) && rounds.indexOf(round) === last + 1
}
