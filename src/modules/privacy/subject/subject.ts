import { createHash } from 'node:crypto'

/** Somebody as the portal knows them: an account, and entries as a participant of training and visits. */
export interface Subject {
  personId: string | null
  participantIds: string[]
  emails: string[]
  names: string[]
}

/** Whether the portal knows anything of them under a number of their own. */
export const isKnown = ({ personId, participantIds }: Pick<Subject, 'personId' | 'participantIds'>): boolean =>
  personId !== null || participantIds.length > 0

/** What stands for a number of an account or participant after it may not be known any more. */
export const subjectHash = (kind: 'account' | 'participant', id: string): string =>
  createHash('sha256').update(`${kind} ${id}`).digest('hex')

/** A row of a table in which something is said of somebody. */
export interface FoundRow {
  table: string
  /** Its primary key, the parts of one with several joined by slashes. */
  key: string
}

/** A text in which somebody is named. */
export interface Mention extends FoundRow {
  column: string
  /** What stands around the name, at most some 120 letters. */
  excerpt: string
}

/** A name as it stands in texts, and as it stands in a column of JSON, where a quote and a stroke are marked. */
export const spellingsOf = (name: string): string[] => [...new Set([name, JSON.stringify(name).slice(1, -1)])]

/** Names a mention in a form. */
export const mentionKey = ({ table, column, key }: Pick<Mention, 'table' | 'column' | 'key'>): string =>
  `${table}.${column}:${key}`
