import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Need, Priority } from '#modules/needs/needs/need.ts'
import type {
  RegistrationSchedule,
  TrainingDay,
  TrainingKind,
  TrainingTopic,
} from '#modules/training/days/training-day.ts'

export type ProgrammeState = 'draft' | 'submitted' | 'approved'

/** What a parish is to be trained in: topics, each with the needs that it answers. A change after approval is a new number. */
export interface Programme {
  id: string
  version: number
  parishId: string
  number: number
  state: ProgrammeState
  submittedBy: string | null
  submitterName: string | null
  submittedAt: Date | null
  decidedAt: Date | null
  returnNote: Multilingual | null
}

export type NeedOfTopic = Pick<Need, 'id' | 'title'>

/** A topic of the catalogue. */
export interface Topic extends TrainingTopic {
  version: number
  kind: TrainingKind
  halfDays: number
  addedBy: string | null
}

/** A topic as one parish's programme has it. */
export interface ProgrammeTopic extends Omit<Topic, 'version' | 'addedBy'> {
  priority: Priority
  /** The needs of this parish that it answers. */
  needs: NeedOfTopic[]
  /** Other parishes whose programme has it too. */
  others: { slug: string; names: Multilingual }[]
  /** Training days about it that serve this parish. */
  days: (RegistrationSchedule & Pick<TrainingDay, 'slug' | 'title' | 'published'>)[]
}

/** A topic that answers needs of the parish and is not in its programme. */
export type Suggestion = Pick<ProgrammeTopic, 'id' | 'title' | 'kind' | 'halfDays' | 'needs'>

/** What a topic is in a programme for. */
export interface ChosenTopic {
  topicId: string
  priority: Priority
  needIds: string[]
}

/** What keeps a programme from being handed in: it is empty, or a topic answers nothing. */
export const missingInProgramme = (topics: readonly ProgrammeTopic[]): ('topics' | ProgrammeTopic)[] =>
  topics.length === 0 ? ['topics'] : topics.filter(({ needs }) => needs.length === 0)

/** Whether topics can be put into it: before the first, and while it is a draft. */
export const isProgrammeOpen = (programme: Programme | null): boolean =>
  programme === null || programme.state === 'draft'
