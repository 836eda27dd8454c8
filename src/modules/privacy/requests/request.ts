import { day, type Day } from '#platform/values/day.ts'
import type { Locale } from '#platform/i18n/locale.ts'

/** What a person may ask for: Articles 15, 16, 17, 18 and 21 of the General Data Protection Regulation. */
export const requestKinds = ['export', 'correction', 'erasure', 'restriction', 'objection'] as const
export type RequestKind = (typeof requestKinds)[number]

export const refusalReasons = ['funding_records', 'legal_claim', 'identity', 'unfounded'] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type RequestState = 'unconfirmed' | 'open' | 'answered' | 'refused'

/** A request about personal data. */
export interface PrivacyRequest {
  id: string
  version: number
  kind: RequestKind
  /** Null once its person was erased. */
  subjectEmail: string | null
  locale: Locale
  personId: string | null
  participantIds: string[]
  text: string
  state: RequestState
  askedAt: Date
  confirmedAt: Date | null
  dueOn: Day | null
  extendedTo: Day | null
  extendedBecause: string | null
  handledByName: string | null
  handledAt: Date | null
  reason: RefusalReason | null
  answer: string | null
}

/** For so many hours the letter that asks for a confirmation is good. */
export const confirmHours = 24

/** The same day of the month so many months later, or the last day of that month where it has no such day. */
export function monthsAfter(from: Day, months: number): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = from.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)))
  return day(at.toISOString().slice(0, 10))
}

/** Whether a request can still be put off: once, by two months. */
export const canExtend = ({ state, extendedTo }: Pick<PrivacyRequest, 'state' | 'extendedTo'>): boolean =>
  state === 'open' && extendedTo === null

/** A request with the day by which it is to be answered, and whether fewer than seven days are left, or none. */
export interface DueRequest extends PrivacyRequest {
  due: Day | null
  isUrgent: boolean
  isOverdue: boolean
}

export function withDue(request: PrivacyRequest, present: Day): DueRequest {
  const due = request.extendedTo ?? request.dueOn
  const left =
    request.state === 'open' && due !== null ? (Date.parse(due) - Date.parse(present)) / 86_400_000 : Infinity
  return { ...request, due, isUrgent: left < 7, isOverdue: left < 0 }
}
