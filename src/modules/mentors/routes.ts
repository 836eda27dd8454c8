import type { Services } from '#platform/services/services.ts'
import { routes } from '#platform/web/routes.ts'
import { assignmentRoutes } from './assignments/routes.ts'
import { timesheetRoutes } from './timesheets/routes.ts'
import { profileRoutes } from './profiles/routes.ts'
import { publicProfileRoutes } from './profiles/public-routes.ts'
import { requestRoutes } from './requests/routes.ts'

/** Mentors: who they are, whom they advise, what is asked of them, and the timesheets that they sign. */
export function mentorRoutes(services: Services) {
  const { router, get, post } = routes()
  publicProfileRoutes(services, { get })
  assignmentRoutes(services, { get, post })
  requestRoutes(services, { get, post })
  timesheetRoutes(services, { get, post })
  profileRoutes(services, { get, post })
  return router
}
