import type { Db } from '#db/db.ts'
import type { Store } from '#files/store.ts'
import type { Clock } from '#lib/day.ts'
import { routes } from '#web/routes.ts'
import { assignmentRoutes } from './assignment-routes.ts'
import type { TimesheetPapers } from './papers-print.ts'
import { monthRoutes } from './month-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { requestRoutes } from './request-routes.ts'

/** Mentors: who they are, whom they advise, what is asked of them, and the months that they sign. */
export function mentorRoutes(db: Db, store: Store, now: Clock, papers: TimesheetPapers) {
  const { router, get, post } = routes()
  publicRoutes(db, store, now, { get })
  assignmentRoutes(db, now, { get, post })
  requestRoutes(db, now, { get, post })
  monthRoutes(db, now, papers, { get, post })
  profileRoutes(db, store, now, { get, post })
  return router
}
