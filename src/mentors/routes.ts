import type { Services } from '#services/services.ts'
import { routes } from '#web/routes.ts'
import { assignmentRoutes } from './assignment-routes.ts'
import { timesheetRoutes } from './month-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { publicProfileRoutes } from './public-routes.ts'
import { requestRoutes } from './request-routes.ts'

/** Mentors: who they are, whom they advise, what is asked of them, and the months that they sign. */
export function mentorRoutes(services: Services) {
  const { router, get, post } = routes()
  publicProfileRoutes(services, { get })
  assignmentRoutes(services, { get, post })
  requestRoutes(services, { get, post })
  timesheetRoutes(services, { get, post })
  profileRoutes(services, { get, post })
  return router
}
