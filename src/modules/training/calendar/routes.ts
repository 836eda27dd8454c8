import { today, type Day, type Month } from '#platform/values/day.ts'
import { parseMonth } from '#platform/forms/typed-time.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import { chosenParish, type ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listPlaces } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type RouteContext, type routes } from '#platform/web/routes.ts'
import { findTargetBalances } from '#modules/training/targets/queries.ts'
import { projectBalance, type TargetBalance } from '#modules/training/targets/targets.ts'
import { daysAround, calendarMonth, type CalendarMonth } from './calendar.ts'
import { mayOfCatalogue } from '#modules/training/programme/policy.ts'
import { standingOf, type Standing } from '#modules/training/registrations/registration.ts'
import { listDays, type DayFilter } from '#modules/training/days/queries.ts'
import type { DayChoices } from '#modules/training/days/day-input.ts'
import {
  asToldOn,
  isTrainingKind,
  trainingKinds,
  lastDayOf,
  type TrainingKind,
  type TrainingDay,
} from '#modules/training/days/training-day.ts'

/** A day ahead, as a card shows it. */
type StandingDay = TrainingDay & { standing: Standing }

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/calendar/list': {
      filter: DayFilter
      places: { territories: DayChoices['territories']; parishes: ParishChoices }
      /** What was typed for a parish and names none. */
      typed: string
      view: 'list' | 'month'
      /** Where it is asked for by months. */
      calendar: CalendarMonth | null
      present: Day
      ahead: StandingDay[]
      postponed: StandingDay[]
      past: TrainingDay[]
      balances: { kind: TrainingKind; balance: TargetBalance }[]
      mayWork: boolean
    }
  }
}

/** The public calendar of training: as a list or by months, of a parish, a territory or a kind. */
export function trainingCalendarRoutes({ db, now }: Services, { get }: Pick<ReturnType<typeof routes>, 'get'>) {
  get(paths.training.list, anyone, async ({ res, viewer, query, locale }: RouteContext<never, Viewer | null>) => {
    const typed = query['parish'] ?? ''
    const places = await listPlaces(db, locale, typed)
    const filter: DayFilter = {
      parish: chosenParish(places.parishes, typed, locale)?.slug,
      territory: places.territories.find(({ slug }) => slug === query['territory'])?.slug,
      kind: isTrainingKind(query['kind']) ? query['kind'] : undefined,
    }
    const present = today(now)
    const month = monthAsked(query, present)
    const found = await listDays(db, viewer, { ...filter, ...(month !== null && daysAround(month)) })
    const days = found.map((day) => asToldOn(day, present))
    const standing = (day: TrainingDay): StandingDay => ({ ...day, standing: standingOf(day, present) })
    const isPast = (day: TrainingDay) => (lastDayOf(day) ?? present) < present
    const lines = await findTargetBalances(db)
    render(res, 'modules/training/calendar/list', {
      filter,
      places,
      typed: filter.parish === undefined && places.parishes.isTyped ? typed : '',
      view: month === null ? 'list' : 'month',
      calendar: month === null ? null : calendarMonth(month, days),
      present,
      ahead: days.filter((day) => !isPast(day) && !isPostponed(day)).map(standing),
      postponed: days.filter((day) => !isPast(day) && isPostponed(day)).map(standing),
      past: days.filter(isPast).toReversed(),
      balances: trainingKinds.map((kind) => ({ kind, balance: projectBalance(lines, kind) })),
      mayWork: mayOfCatalogue.seeBank(viewer),
    })
  })
}

const isPostponed = ({ state }: TrainingDay) => state === 'postponed'

/** The month asked for; none where the list is. */
function monthAsked(query: Record<string, string>, present: Day): Month | null {
  if (query['view'] !== 'month') return null
  const asked = parseMonth(query['month'] ?? '')
  return asked !== null && asked >= '2000-01' && asked <= '2099-12' ? asked : (present.slice(0, 7) as Month)
}
