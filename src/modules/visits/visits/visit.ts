import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'

export type VisitState = 'planned' | 'published' | 'held' | 'cancelled'

/** A study visit of all partners to one territory, with the joint seminar that belongs to it. Times are 'HH:MM:SS'. */
export interface Visit {
  id: string
  version: number
  slug: string
  number: number
  /** The territory that receives it. */
  hostId: string
  hostNames: Multilingual
  title: Multilingual
  about: Multilingual | null
  fromDay: Day
  toDay: Day
  /** What to bring along. */
  packing: Multilingual | null
  contact: string
  seminarTitle: Multilingual | null
  seminarOn: Day | null
  seminarStarts: string | null
  seminarEnds: string | null
  seminarPlace: string
  seminarNotes: Multilingual | null
  state: VisitState
  reason: Multilingual | null
}

/** What partner staff write of a visit. */
export type VisitInput = Omit<Visit, 'id' | 'version' | 'slug' | 'hostNames' | 'seminarNotes' | 'state' | 'reason'>

interface Planned {
  id: string
  position: number
  onDay: Day
}

export interface ProgrammeStop extends Planned {
  starts: string | null
  ends: string | null
  place: Multilingual
  host: string
  theme: Multilingual | null
}

/** A stretch of the way. */
export interface TravelLeg extends Planned {
  leaves: string | null
  fromPlace: string
  toPlace: string
  seats: number | null
  note: Multilingual | null
}

export interface Night extends Planned {
  place: string
  address: string
  beds: number | null
  note: Multilingual | null
}

export type VisitSectionRow = ProgrammeStop | TravelLeg | Night

/** What of a visit is changed by itself, each with a version of its own. */
export type VisitSection = 'itinerary' | 'transport' | 'nights' | 'places'
export type PartSection = Exclude<VisitSection, 'places'>

/** How many of a parish may come, come, and wait. */
export interface PlaceQuotas {
  parishId: string
  slug: string
  names: Multilingual
  territoryId: string
  territorySlug: string
  territoryNames: Multilingual
  places: number
  coming: number
  waiting: number
}

export interface Lesson {
  id: string
  text: Multilingual
  public: boolean
  parishId: string
  territoryId: string
  parishSlug: string
  parishNames: Multilingual
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
  /** Whether everybody may see the initiative. */
  published: boolean
}

/** A visit with everything that is planned for it. */
export interface VisitInFull extends Visit {
  stops: ProgrammeStop[]
  legs: TravelLeg[]
  nights: Night[]
  places: PlaceQuotas[]
  lessons: Lesson[]
  versions: { section: VisitSection; version: number }[]
}

export type TravellerState = 'coming' | 'waiting' | 'cancelled'

/** Somebody of a parish who comes along, or waits for a place. */
export interface Traveller {
  id: string
  version: number
  participantId: string
  parishId: string
  territoryId: string
  parishNames: Multilingual
  name: string
  email: string | null
  phone: string | null
  locale: 'lv' | 'et' | 'en'
  state: TravellerState
  boardsAt: string
  needs: string
  photoConsent: boolean
}

/** The days of a visit, the first and the last among them. */
export function daysOf({ fromDay, toDay }: Pick<Visit, 'fromDay' | 'toDay'>): Day[] {
  const days: Day[] = []
  for (let at = Date.parse(fromDay); at <= Date.parse(toDay); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10) as Day)
  }
  return days
}

export type MissingInVisit = 'itinerary' | 'seminar' | 'transport' | 'nights' | 'places' | 'packing'

/** What a visit needs before it is published, as far as it lacks it. */
export function missingInVisit(visit: VisitInFull): MissingInVisit[] {
  const days = daysOf(visit)
  const covered = (parts: readonly Planned[], wanted: readonly Day[]) =>
    wanted.every((day) => parts.some(({ onDay }) => onDay === day))
  const there: Record<MissingInVisit, boolean> = {
    itinerary: covered(visit.stops, days),
    seminar: visit.seminarTitle !== null && visit.seminarOn !== null && visit.seminarPlace !== '',
    transport: visit.legs.length > 0,
    nights: covered(visit.nights, days.slice(0, -1)),
    places: visit.places.some(({ places }) => places > 0),
    packing: visit.packing !== null,
  }
  return Object.entries(there).flatMap(([part, isThere]) => (isThere ? [] : [part as MissingInVisit]))
}
