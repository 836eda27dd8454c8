import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export const trainingKinds = ['theory', 'practical'] as const
export type TrainingKind = (typeof trainingKinds)[number]

export const modalities = ['onsite', 'online', 'hybrid'] as const
export type Modality = (typeof modalities)[number]

/** What is spoken: besides the portal's own languages, Russian and Võro, which many in these parishes speak at home. */
export const trainingLanguages = ['lv', 'et', 'en', 'ru', 'vro'] as const
export type TrainingLanguage = (typeof trainingLanguages)[number]

export const trainingStates = [
  'planned',
  'published',
  'registration_open',
  'closed',
  'held',
  'evidenced',
  'reported',
  'postponed',
  'cancelled',
] as const
export type TrainingState = (typeof trainingStates)[number]

/** One date of a training day, in Riga's time; an afternoon is one half-day, a whole day two. */
export interface TrainingDate {
  id: string
  onDay: Day
  /** 'HH:MM' */
  starts: string
  ends: string
  halfDays: number
}

export interface TrainingParish {
  id: string
  slug: string
  names: Multilingual
  territoryId: string
}

export interface TrainingTopic {
  id: string
  code: string
  title: Multilingual
}

export interface Trainer {
  name: string
  organisation: string
}

/** One training day of the programme: what is taught, for whom, when and where. It may take several dates. */
export interface TrainingDay {
  id: string
  version: number
  slug: string
  kind: TrainingKind
  title: Multilingual
  about: Multilingual | null
  organiserId: string
  organiserSlug: string
  organiserNames: Multilingual
  modality: Modality
  place: string
  /** The link to the meeting; empty for everybody but those who work on the day. */
  onlineAt: string
  languages: TrainingLanguage[]
  interpretation: Multilingual | null
  /** How many can come; null where nobody counts. */
  capacity: number | null
  /** Places given or offered, and people who wait for one. */
  taken: number
  waiting: number
  registrationClosesOn: Day | null
  agenda: Multilingual | null
  state: TrainingState
  /** Whether everybody may see it; once they may, they always may. */
  published: boolean
  /** Why it was postponed or cancelled. */
  reason: Multilingual | null
  /** The day that takes its place, and the one whose place it takes. */
  replacedBy: LinkedDay | null
  /** The last of the days that took each other's place after this one. */
  outcome: LinkedDay | null
  replaces: LinkedDay | null
  /** The half-days it stands for: more than its own where it took the place of a longer one. */
  halfDaysOwed: number
  /** In their order. */
  dates: TrainingDate[]
  parishes: TrainingParish[]
  topics: TrainingTopic[]
  trainers: Trainer[]
  /** The territories it is for: the organiser's, and those of the parishes it serves. */
  territoryIds: string[]
}

export interface LinkedDay {
  slug: string
  title: Multilingual
  published: boolean
  state: TrainingState
  reason: Multilingual | null
  firstDay: Day | null
}

const after: Record<TrainingState, readonly TrainingState[]> = {
  planned: ['published', 'cancelled', 'postponed'],
  published: ['registration_open', 'closed', 'held', 'cancelled', 'postponed'],
  registration_open: ['closed', 'held', 'cancelled', 'postponed'],
  closed: ['registration_open', 'held', 'cancelled', 'postponed'],
  held: ['evidenced'],
  evidenced: ['held', 'reported'],
  reported: [],
  postponed: [],
  cancelled: [],
}

/** Whether a day can go from one state to another; the database says the same. */
export const canTransition = (from: TrainingState, to: TrainingState): boolean => after[from].includes(to)

/** Only what is evidenced counts as delivered. */
export const isDelivered = (state: TrainingState): boolean => state === 'evidenced' || state === 'reported'

/** Still ahead, as far as anybody has said. */
export const isUpcoming = (state: TrainingState): boolean =>
  state === 'planned' || state === 'published' || state === 'registration_open' || state === 'closed'

/** What tells how a day stands: its state, and until when people register. */
export type RegistrationSchedule = Pick<TrainingDay, 'state' | 'registrationClosesOn'> & { firstDay: Day | null }

/** Whether the time to register is over: after the day on which it closes, and from the first date on. */
export const isRegistrationOver = (
  { registrationClosesOn, firstDay }: Omit<RegistrationSchedule, 'state'>,
  today: Day,
): boolean =>
  firstDay !== null && (today >= firstDay || (registrationClosesOn !== null && today > registrationClosesOn))

/** The state as people are told: registration that nobody closed is closed once its time is over. */
export const stateOn = (day: RegistrationSchedule, today: Day): TrainingState =>
  day.state === 'registration_open' && isRegistrationOver(day, today) ? 'closed' : day.state

/** The day with the state that people are told. */
export const asToldOn = <D extends Omit<RegistrationSchedule, 'firstDay'> & Pick<TrainingDay, 'dates'>>(
  day: D,
  today: Day,
): D => ({
  ...day,
  state: stateOn({ ...day, firstDay: firstDayOf(day) }, today),
})

const isCalledOff = (state: TrainingState): boolean => state === 'postponed' || state === 'cancelled'

/** What was counted or called off is changed no more. */
export const isFinal = (state: TrainingState): boolean => isDelivered(state) || isCalledOff(state)

export const firstDayOf = ({ dates }: { dates: readonly Pick<TrainingDate, 'onDay'>[] }): Day | null =>
  dates[0]?.onDay ?? null

export const lastDayOf = ({ dates }: { dates: readonly Pick<TrainingDate, 'onDay'>[] }): Day | null =>
  dates.at(-1)?.onDay ?? null

export const isTrainingKind = (text: unknown): text is TrainingKind => trainingKinds.includes(text as TrainingKind)
