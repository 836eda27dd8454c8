import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound, NotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes, signedIn } from '#platform/web/routes.ts'
import type { AttendanceListSummary } from './attendance/attendance.ts'
import { attendanceListsOfDay } from './attendance/queries.ts'
import { trainingTargetRoutes } from './targets/routes.ts'
import { trainingCalendarRoutes } from './calendar/routes.ts'
import { trainingDayRoutes } from './days/routes.ts'
import { trainingFeedRoutes } from './calendar/feed-routes.ts'
import { findFiles, type DayFiles } from './days/file-queries.ts'
import { trainingFileRoutes } from './days/file-routes.ts'
import { holidaysAmong, type Holiday } from './calendar/holidays.ts'
import { may } from './days/policy.ts'
import { findAttendanceOfDay, type AttendanceCount } from './statistics/queries.ts'
import { trainingProgrammeRoutes } from './programme/routes.ts'
import { findDay, findDayPlannedAs } from './days/queries.ts'
import { findRegistrationDay } from './registrations/queries.ts'
import {
  closedBecause,
  offerHours,
  standingOf,
  type RegistrationDay,
  type Standing,
} from './registrations/registration.ts'
import { trainingTransitionRoutes, type DayContext } from './days/transition-routes.ts'
import { trainingTopicRoutes } from './programme/topic-routes.ts'
import {
  asToldOn,
  firstDayOf,
  isDelivered,
  isRegistrationOver,
  isUpcoming,
  type TrainingDay,
} from './days/training-day.ts'
import { trainingStaffRoutes } from './desk/staff-routes.ts'

const steps = [
  'edit',
  'manage',
  'publish',
  'open',
  'close',
  'evidence',
  'report',
  'doubt',
  'cancel',
  'postpone',
] as const

/** Which steps of a day its page offers. */
export type TrainingPermissions = Record<(typeof steps)[number] | 'hold', boolean>

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/days/show': {
      training: TrainingDay
      files: DayFiles
      mayWork: boolean
      /** How many came, once that is evidenced: numbers alone. */
      presence: AttendanceCount | null
      standing: Standing
      /** The places there are, where anybody can register just now. */
      places: RegistrationDay | null
      hours: number
    }
    'modules/training/days/work-day': {
      training: TrainingDay
      files: DayFiles
      lists: AttendanceListSummary[]
      presence: AttendanceCount | null
      holidays: Holiday[]
      allowed: TrainingPermissions
      registered: RegistrationDay
      /** Why a step was refused: a key below `training:refused`. */
      refused: string | null
    }
  }
}

/** The training days: what everybody reads of them, and what those who run them do. */
export function trainingRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  const seen = async (viewer: Viewer | null, slug: string) => orNotFound(await findDay(db, viewer, slug))

  trainingCalendarRoutes(services, { get })
  trainingFeedRoutes(services, { get, post })

  get(paths.training.day, anyone, async ({ res, viewer, params }) => {
    const day = await seen(viewer, params.day)
    const closed = closedBecause(day, today(now)) !== null
    render(res, 'modules/training/days/show', {
      training: asToldOn(day, today(now)),
      files: await findFiles(db, day.id),
      mayWork: may.work(viewer, day),
      presence: isDelivered(day.state) ? await findAttendanceOfDay(db, day.id) : null,
      standing: standingOf(day, today(now)),
      places: closed ? null : ((await findRegistrationDay(db, day.slug)) ?? null),
      hours: offerHours,
    })
  })

  const one = async ({ viewer, params }: DayContext): Promise<TrainingDay> => {
    const { day: slug } = params
    // Whoever has the page from before it was announced goes on there.
    const day = orNotFound((await findDay(db, viewer, slug)) ?? (await findDayPlannedAs(db, viewer, slug)))
    if (!may.work(viewer, day)) throw new NotFound()
    return day
  }

  const show = async ({ res, viewer }: DayContext, day: TrainingDay, refused: string | null = null, status = 200) => {
    const present = today(now)
    const training = asToldOn(day, present)
    // Whoever wants more people to register gives them time first.
    const isOver = isRegistrationOver({ ...day, firstDay: firstDayOf(day) }, present)
    const allowed = Object.fromEntries(steps.map((step) => [step, may[step](viewer, training)])) as TrainingPermissions
    render(
      res,
      'modules/training/days/work-day',
      {
        training,
        files: await findFiles(db, day.id),
        lists: await attendanceListsOfDay(db, day.id),
        presence: await findAttendanceOfDay(db, day.id),
        holidays: isUpcoming(day.state) ? await holidaysAmong(day.dates.map(({ onDay }) => onDay)) : [],
        registered: orNotFound(await findRegistrationDay(db, day.slug)),
        allowed: { ...allowed, open: allowed.open && !isOver, hold: may.hold(viewer, day, present) },
        refused,
      },
      status,
    )
  }

  // Pages beside those of days come first: no day is ever called like one of them.
  trainingStaffRoutes(services, { get })
  trainingTargetRoutes(services, { get, post })
  trainingTopicRoutes(services, { get, post })
  trainingProgrammeRoutes(services, { get, post })
  trainingDayRoutes(services, { get, post, one })
  get(paths.training.workOnDay, signedIn, async (context) => {
    const day = await one(context)
    if (day.slug === context.params.day) return show(context, day)
    context.res.redirect(301, `/${context.locale}${paths.training.workOnDay(day.slug)}`)
  })
  trainingTransitionRoutes(services, { get, post, one, show })
  trainingFileRoutes(services, { get, post })

  return router
}
