import { today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orNotFound, NotFound } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { anyone, routes, signedIn } from '#web/routes.ts'
import type { AttendanceListSummary } from './attendance.ts'
import { attendanceListsOfDay } from './attendance-queries.ts'
import { trainingTargetRoutes } from './bank-routes.ts'
import { trainingCalendarRoutes } from './calendar-routes.ts'
import { trainingDayRoutes } from './day-routes.ts'
import { trainingFeedRoutes } from './feed-routes.ts'
import { findFiles, type DayFiles } from './file-queries.ts'
import { trainingFileRoutes } from './file-routes.ts'
import { holidaysAmong, type Holiday } from './holidays.ts'
import { may } from './policy.ts'
import { findAttendanceOfDay, type AttendanceCount } from './presence-queries.ts'
import { trainingProgrammeRoutes } from './programme-routes.ts'
import { findDay } from './queries.ts'
import { findRegistrationDay } from './registration-queries.ts'
import { closedBecause, offerHours, type RegistrationDay } from './registration.ts'
import { trainingTransitionRoutes, type DayContext } from './step-routes.ts'
import { trainingTopicRoutes } from './topic-routes.ts'
import { isUpcoming, isDelivered, type TrainingDay } from './training.ts'
import { trainingStaffRoutes } from './work-routes.ts'

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
export type Allowed = Record<(typeof steps)[number] | 'hold', boolean>

declare module '#web/render.ts' {
  interface Views {
    'training/show': {
      training: TrainingDay
      files: DayFiles
      mayWork: boolean
      /** How many came, once that is evidenced: numbers alone. */
      presence: AttendanceCount | null
      /** The places there are, where anybody can register just now. */
      places: RegistrationDay | null
      hours: number
    }
    'training/work-day': {
      training: TrainingDay
      files: DayFiles
      lists: AttendanceListSummary[]
      presence: AttendanceCount | null
      holidays: Holiday[]
      allowed: Allowed
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
    const registration = day.state === 'registration_open' ? await findRegistrationDay(db, day.slug) : undefined
    render(res, 'training/show', {
      training: day,
      files: await findFiles(db, day.id),
      mayWork: may.work(viewer, day),
      presence: isDelivered(day.state) ? await findAttendanceOfDay(db, day.id) : null,
      places: registration && closedBecause(registration, today(now)) === null ? registration : null,
      hours: offerHours,
    })
  })

  const one = async ({ viewer, params }: DayContext): Promise<TrainingDay> => {
    const day = await seen(viewer, params.day)
    if (!may.work(viewer, day)) throw new NotFound()
    return day
  }

  const show = async ({ res, viewer }: DayContext, day: TrainingDay, refused: string | null = null, status = 200) => {
    const allowed = Object.fromEntries(steps.map((step) => [step, may[step](viewer, day)])) as Allowed
    render(
      res,
      'training/work-day',
      {
        training: day,
        files: await findFiles(db, day.id),
        lists: await attendanceListsOfDay(db, day.id),
        presence: await findAttendanceOfDay(db, day.id),
        holidays: isUpcoming(day.state) ? holidaysAmong(day.dates.map(({ onDay }) => onDay)) : [],
        registered: orNotFound(await findRegistrationDay(db, day.slug)),
        allowed: { ...allowed, hold: may.hold(viewer, day, today(now)) },
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
  get(paths.training.workOnDay, signedIn, async (context) => show(context, await one(context)))
  trainingTransitionRoutes(services, { get, post, one, show })
  trainingFileRoutes(services, { get, post })

  return router
}
