import type { Multilingual } from '#platform/i18n/locale.ts'
import type { PlanSnapshot } from './snapshot.ts'

/** How a version is told from others: '2.0' is an approval, '2.1' the first submission after it. */
export interface VersionNumber {
  major: number
  minor: number
}

export const versionName = ({ major, minor }: VersionNumber): string => `${major}.${minor}`

/** The same as part of an address, which holds no full stops: '2-1'. */
export const versionSlug = ({ major, minor }: VersionNumber): string => `${major}-${minor}`

/** The version that a part of an address names, or null where it names none. */
export function versionNumberIn(address: string): VersionNumber | null {
  const parts = /^(\d{1,5})-(\d{1,5})$/.exec(address)
  return parts ? { major: Number(parts[1]), minor: Number(parts[2]) } : null
}

export const submissionOutcomes = ['withdrawn', 'returned', 'approved'] as const
export type SubmissionOutcome = (typeof submissionOutcomes)[number]

/** A version in a list: one put in force, or one handed in and what became of it. */
export interface VersionInArchive extends VersionNumber {
  id: string
  at: Date
  name: string
  /** Of a submission; null while it waits, and for a version put in force. */
  outcome: SubmissionOutcome | null
  decidedAt: Date | null
  deciderName: string | null
  note: Multilingual | null
  /** Which version a submission that was approved became. */
  became: number | null
  /** Whether it is the version in force. */
  inForce: boolean
}

export const isApproval = ({ minor }: VersionNumber): boolean => minor === 0

/** One version with all it says. */
export interface ArchivedVersion extends VersionInArchive {
  snapshot: PlanSnapshot
  sha256: string
}

/** What is to be mended in one section of a plan that was returned, or of one initiative there. */
export interface ReviewNote {
  section: string
  initiativeId: string | null
  initiativeTitle: Multilingual | null
  note: Multilingual
}
