import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Scope } from '#platform/values/viewer.ts'

export const channels = ['onsite', 'phone', 'video', 'email'] as const
export type Channel = (typeof channels)[number]

export const phases = ['design', 'launch', 'operation'] as const
export type Phase = (typeof phases)[number]

export const topics = ['idea', 'customers', 'money', 'law', 'team', 'marketing', 'equipment', 'cooperation'] as const
export type Topic = (typeof topics)[number]

export const actionItemOwners = ['community', 'mentor', 'partner'] as const
export type ActionItemOwner = (typeof actionItemOwners)[number]

/** Lengths in minutes that one tap picks. */
export const usualMinutes = ['15', '30', '45', '60', '90', '120'] as const
export const mostMinutes = 1440
export const mostActionItems = 3

/** An hour or so that a mentor gave a community. The mentor's private note is no part of it: it is asked for by itself. */
export interface Session extends Scope {
  id: string
  version: number
  assignmentId: string
  mentorId: string
  mentorName: string
  initiativeId: string | null
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  /** Whether the community may know of what it was about: no initiative, or one that is open to it. */
  open: boolean
  heldOn: Day
  minutes: number
  channel: Channel
  phase: Phase
  topics: Topic[]
  summary: Multilingual
  /** The request for advice that it answered. */
  requestId: string | null
  parishSlug: string
  parishNames: Multilingual
}

/** What was agreed to do next, and by whom. */
export interface ActionItem {
  id: string
  version: number
  sessionId: string
  what: Multilingual
  owner: ActionItemOwner
  dueOn: Day | null
  doneAt: Date | null
}

/** A photo as lists show it. */
export interface SessionPhoto {
  id: string
  alt: Multilingual | null
  width: number
  height: number
}

export interface Advice extends Session {
  steps: ActionItem[]
  photos: SessionPhoto[]
}

/** A session as one reader gets it; the note is null where it is not theirs to read or is empty. */
export interface ShownSession {
  session: Advice
  note: string | null
  mayEdit: boolean
  mayMark: boolean
}

/** A step by itself, with the session it was agreed in. */
export type AgreedActionItem = ActionItem & { session: Session }

/** A step still to be done, as its owner's desk shows it. */
export interface OpenActionItem extends ActionItem {
  parishSlug: string
  parishNames: Multilingual
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
}

/** How much advice a parish has had: how many sessions, and minutes in all. */
export interface ParishAdvice {
  slug: string
  names: Multilingual
  sessions: number
  minutes: number
}

/** A mentor's assignment to a parish, as far as giving advice goes. */
export interface MentorAssignment {
  id: string
  mentorId: string
  parishId: string
}

/** What a mentor says of a session. */
export interface SessionInput {
  initiativeId: string | null
  heldOn: Day
  minutes: number
  channel: Channel
  phase: Phase
  topics: Topic[]
  summary: Multilingual
  privateNote: string
  /** The request for advice that a new session answers. */
  requestId?: string
  steps: ActionItemInput[]
}

/** A next step as agreed; `id` is that of a step agreed before, which keeps its done mark. */
export interface ActionItemInput {
  id?: string | undefined
  what: Multilingual
  owner: ActionItemOwner
  dueOn: Day | null
}

/** Where a mentor may log advice: an assignment, its days, and the initiatives of its parish. */
export interface AssignedParish {
  assignmentId: string
  mentorId: string
  parishId: string
  names: Multilingual
  from: Day
  to: Day | null
  initiatives: { id: string; title: Multilingual }[]
}
