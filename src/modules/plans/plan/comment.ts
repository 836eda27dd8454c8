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
