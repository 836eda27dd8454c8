import type { Locale } from '#platform/i18n/locale.ts'

/** A part of a message: a paragraph, a link standing by itself to one of the portal's own paths, or labelled facts. */
export type MessagePart = string | { link: string; to: string } | { facts: [label: string, value: string][] }

/** A message to one person, in their language; its words are final when it is posted. */
export interface MailMessage {
  to: string
  locale: Locale
  personId?: string | null
  /** Names what the message tells of: each recipient gets it once, however often it is posted. */
  once: string
  subject: string
  parts: MessagePart[]
  /** An iCalendar file that goes with it. */
  calendar?: string | null
}

/**
 * Where a message is: in the outbox; given to the mail server, whose answer is awaited; taken by it; refused for good;
 * given to it without hearing its answer; or kept here, as the portal has no mail server.
 */
export const messageStates = ['waiting', 'handed', 'sent', 'failed', 'unsure', 'kept'] as const
export type MessageState = (typeof messageStates)[number]

/** A message as the outbox has it. */
export interface QueuedMessage {
  id: string
  once: string
  recipient: string
  locale: Locale
  subject: string
  parts: MessagePart[]
  calendar: string | null
  postedAt: Date
  state: MessageState
  tries: number
  nextTry: Date | null
  failure: string | null
  handedAt: Date | null
  sentAt: Date | null
}

const minutes = [1, 5, 15, 60, 180, 480, 1440]

/** When a message that could not be sent is tried again, after so many tries; null where it has been tried enough. */
export function nextTryAfter(tries: number, now: Date): Date | null {
  const wait = minutes[tries - 1]
  return wait === undefined ? null : new Date(now.valueOf() + wait * 60_000)
}

/** What came of bringing a message to the mail server, with its words where it did not take it. */
export type DeliveryOutcome =
  | { state: 'sent' }
  /** It may take it later. */
  | { state: 'waiting'; failure: string }
  /** It never will. */
  | { state: 'failed'; failure: string }
  /** It had all of it, and was not heard again. */
  | { state: 'unsure'; failure: string }
