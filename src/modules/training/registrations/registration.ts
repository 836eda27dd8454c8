import type { Day } from '#platform/values/day.ts'
import type { Locale, Multilingual } from '#platform/i18n/locale.ts'
import { isRegistrationOver, type Modality, type TrainingState } from '#modules/training/days/training-day.ts'

export const registrationStates = ['registered', 'waiting', 'offered', 'cancelled', 'declined', 'expired'] as const
export type RegistrationState = (typeof registrationStates)[number]

/** How long who waits may think about a place that became free; never beyond the eve of the day. */
export const offerHours = 48

/** How many days before the first date those who come are reminded. */
export const reminderDays = 3

/** How many days after the last date needs and private links are forgotten, where nobody has evidenced the day. */
export const erasedAfterDays = 60

const moves = {
  offer: { from: ['waiting'], to: 'offered' },
  accept: { from: ['offered'], to: 'registered' },
  decline: { from: ['offered'], to: 'declined' },
  expire: { from: ['offered'], to: 'expired' },
  cancel: { from: ['registered', 'waiting', 'offered'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly RegistrationState[]; to: RegistrationState }>

export type RegistrationTransition = keyof typeof moves
export const registrationTransitions = Object.keys(moves) as RegistrationTransition[]

/** The state that a move leads to, or null where it cannot be made from this one. */
export const stateAfter = (state: RegistrationState, move: RegistrationTransition): RegistrationState | null =>
  (moves[move].from as readonly RegistrationState[]).includes(state) ? moves[move].to : null

/** Whether it is over: whoever registers again begins at the end of the queue. */
export const hasEnded = (state: RegistrationState): boolean => ['cancelled', 'declined', 'expired'].includes(state)

export interface RegistrationDate {
  id: string
  onDay: Day
  startsAt: Date
  endsAt: Date
}

/** What registering needs to know of a training day. */
export interface RegistrationDay {
  id: string
  version: number
  slug: string
  title: Multilingual
  state: TrainingState
  /** Whether everybody may see it. */
  published: boolean
  modality: Modality
  place: string
  onlineAt: string
  organiserId: string
  /** The parishes it serves, as places that roles cover. */
  serves: { parishId: string; territoryId: string }[]
  capacity: number | null
  registrationClosesOn: Day | null
  reason: Multilingual | null
  /** The day that takes its place, once everybody may see it. */
  replacedBySlug: string | null
  replacedByTitle: Multilingual | null
  /** The days of the last that took its place: known to who registered, before they are announced. */
  replacedOn: Day[]
  /** Why what took its place was called off as well; null where it was not. */
  replacementReason: Multilingual | null
  /** Its dates in order; a day without any is not open to anybody. */
  dates: RegistrationDate[]
  /** When and where it is, or that it was called off, in short: people are told where it becomes another. */
  scheduleHash: string
  /** Places given or offered, and people who wait for one. */
  taken: number
  waiting: number
  /** When the first date begins: midnight in Riga, after which no place is offered any more. */
  beginsAt: Date | null
}

export interface Registration {
  id: string
  version: number
  dayId: string
  participantId: string
  state: RegistrationState
  position: number
  offeredUntil: Date | null
  guardian: string | null
  photoConsent: boolean
  needs: string
  source: 'self' | 'staff'
  registeredAt: Date
  /** How often the person came in or went out. */
  turns: number
  /** The dates that letters have put into the person's calendar; null where that is not known. */
  inCalendar: { id: string; onDay: Day; startsAt: string; endsAt: string }[] | null
  formKey: string | null
  formContent: string | null
  name: string
  email: string | null
  phone: string | null
  parishId: string | null
  parishNames: Multilingual | null
  locale: Locale
  enteredByName: string | null
  /** How many wait before this one, of those who wait. */
  before: number
}

export type ClosedReason = 'not_open' | 'not_yet' | 'passed' | 'cancelled' | 'postponed'

type Open = Pick<RegistrationDay, 'state' | 'registrationClosesOn'> & { dates: readonly { onDay: Day }[] }
type Places = Pick<RegistrationDay, 'capacity' | 'taken' | 'waiting'>

/** Why nobody can register just now, or null where everybody can. */
export function closedBecause(day: Open, today: Day): ClosedReason | null {
  if (day.state === 'cancelled' || day.state === 'postponed') return day.state
  if (day.state === 'planned' || day.state === 'published') return 'not_yet'
  const [first] = day.dates
  if (!first) return 'not_open'
  if (day.state !== 'registration_open') return 'passed'
  return isRegistrationOver({ ...day, firstDay: first.onDay }, today) ? 'passed' : null
}

/** The same for who is entered by staff: late people too, until the last date is over. */
export function closedToStaff(day: RegistrationDay, today: Day): ClosedReason | null {
  const closed = closedBecause(day, today)
  const last = day.dates.at(-1)
  return closed === 'passed' && acceptsChanges(day) && last && today <= last.onDay ? null : closed
}

/** Whether places that become free are still given on: until the eve of the day, after registration has closed too. */
export const offersFreedPlaces = (day: RegistrationDay, at: Date): boolean =>
  acceptsChanges(day) && day.beginsAt !== null && at < day.beginsAt

/** Whether people still come and go: once a day was held or called off, who was registered stays as it was. */
export const acceptsChanges = ({ state }: Pick<RegistrationDay, 'state'>): boolean =>
  state === 'registration_open' || state === 'closed'

/** When an offer made now ends: before the day begins in any case. */
export function offerDeadline(at: Date, beginsAt: Date): Date {
  const usual = new Date(at.getTime() + offerHours * 3_600_000)
  return usual < beginsAt ? usual : beginsAt
}

/** How many more places can be given now; null where there is no limit. */
export const freePlaces = ({ capacity, taken }: Pick<RegistrationDay, 'capacity' | 'taken'>): number | null =>
  capacity === null ? null : Math.max(0, capacity - taken)

/** Whether whoever registers now has to wait: there is no place, or others wait for the next. */
export const isFull = (day: Places): boolean => freePlaces(day) === 0 || day.waiting > 0

/** How a training day stands for those who would like to come. */
export interface Standing {
  /** Its state, where that says it; registration that is open has ended where the last day for it is over. */
  state: TrainingState | 'full'
  /** Places that are free; null where nobody counts them, or nobody can register. */
  free: number | null
}

/** How a day stands today for those who would like to come. */
export function standingOf(day: Open & Places, today: Day): Standing {
  if (day.state !== 'registration_open') return { state: day.state, free: null }
  if (closedBecause(day, today) !== null) return { state: 'closed', free: null }
  return { state: isFull(day) ? 'full' : day.state, free: freePlaces(day) }
}

/** The day `count` days after this one, or before it. */
export function daysFrom(day: Day, count: number): Day {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + count)
  return at.toISOString().slice(0, 10) as Day
}
