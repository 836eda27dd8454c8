import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export const attendanceMethods = ['paper', 'online_log', 'staff'] as const
export type AttendanceMethod = (typeof attendanceMethods)[number]

/** How long somebody was there, and how it is known. */
export interface AttendanceMark {
  minutes: number
  method: AttendanceMethod
}

/** Somebody who registered for the day or was there without. */
export interface Attendant {
  participantId: string
  name: string
  parishId: string | null
  parishNames: Multilingual | null
  registered: boolean
  /** Null for those who were not there. */
  mark: AttendanceMark | null
}

export interface AttendanceScan {
  id: string
  fileId: string
  type: string
  name: string
  kind: 'sign_in_sheet' | 'online_log'
  byCode: boolean
  active: boolean | null
  uploadedBy: string
  uploaderName: string
  uploadedAt: Date
}

/** The list of one date: who was there, the sheets that show it, and who confirmed the count. */
export interface AttendanceList {
  /** The date's id is the list's too. */
  id: string
  version: number
  code: string
  onDay: Day
  starts: string
  ends: string
  /** When the date begins; before that nobody was there. */
  beginsAt: Date
  counted: number | null
  listed: number | null
  countNote: string | null
  confirmedBy: string | null
  confirmerName: string | null
  confirmedAt: Date | null
  /** Ids of everybody who ever wrote in it: none of them confirms it. */
  writers: string[]
  people: Attendant[]
  scans: AttendanceScan[]
}

/** How the list of one date stands, on the page of its day. */
export interface AttendanceListSummary {
  id: string
  present: number
  scans: number
  confirmedAt: Date | null
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** How long a date lasts, in minutes; nobody was there for longer. */
export const minutesOfDate = ({ starts, ends }: { starts: string; ends: string }): number =>
  minutesOf(ends) - minutesOf(starts)

/** Signatures that a sheet, or names that a log, should have: staff may vouch for somebody who is on neither. */
export const expectedSignatures = (people: readonly Pick<Attendant, 'mark'>[]): number =>
  people.filter(({ mark }) => mark !== null && mark.method !== 'staff').length

/** A mark as a form carries it, to know what somebody saw when they opened the list. */
export const markKey = (mark: AttendanceMark | null): string => (mark === null ? '' : `${mark.minutes}:${mark.method}`)

/** One line of a list as somebody typed it, with what stood there when they began. */
export interface TypedMark {
  participantId: string
  was: string
  mark: AttendanceMark | null
}

/** Somebody whom two people marked differently at the same time. */
export interface AttendanceClash {
  participantId: string
  mine: AttendanceMark | null
  theirs: AttendanceMark | null
}

/** What a save changes, line by line: what others changed meanwhile stays, unless both changed the same line. */
export function mergeAttendance(
  typed: readonly TypedMark[],
  stored: readonly Pick<Attendant, 'participantId' | 'mark'>[],
): { changes: Omit<TypedMark, 'was'>[]; clashes: AttendanceClash[] } {
  const now = new Map(stored.map(({ participantId, mark }) => [participantId, mark]))
  const changes: Omit<TypedMark, 'was'>[] = []
  const clashes: AttendanceClash[] = []
  for (const { participantId, was, mark } of typed) {
    const theirs = now.get(participantId) ?? null
    if (markKey(mark) === was || markKey(mark) === markKey(theirs)) continue
    if (markKey(theirs) === was) changes.push({ participantId, mark })
    else clashes.push({ participantId, mine: mark, theirs })
  }
  return { changes, clashes }
}

/** Somebody who came without having registered. */
export interface WalkIn {
  name: string
  parishId: string | null
  email: string | null
  phone: string | null
  mark: AttendanceMark
}
