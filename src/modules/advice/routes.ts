import { transact } from '#platform/db/transact.ts'
import { today, type Day } from '#platform/values/day.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { only, routes, type RouteContext } from '#platform/web/routes.ts'
import { ownPath } from '#platform/web/security.ts'
import { completeActionItem, reopenActionItem } from './sessions/commands.ts'
import { may } from './sessions/policy.ts'
import { countByParish, findActionItem, listSessions, sessionsPerPage, withPermissions } from './sessions/queries.ts'
import { logRoutes } from './sessions/log-routes.ts'
import { offlineRoutes } from './sessions/offline-routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import type { ParishAdvice, ShownSession } from './sessions/session.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/advice/list': {
      sessions: ShownSession[]
      counts: ParishAdvice[]
      parish: string | null
      pages: { number: number; last: number }
      today: Day
      mayLog: boolean
    }
  }
}

const readers = only('mentor', 'partner', 'lead', 'auditor', 'member')

export function adviceRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  get(paths.advice.list, readers, async ({ res, viewer, query }) => {
    const counts = await countByParish(db, viewer)
    const parish = counts.find(({ slug }) => slug === query['parish'])?.slug
    const counted = counts.filter(({ slug }) => parish === undefined || slug === parish)
    const total = counted.reduce((sum, { sessions }) => sum + sessions, 0)
    const last = Math.max(1, Math.ceil(total / sessionsPerPage))
    const number = Math.min(last, Math.max(1, Math.trunc(Number(query['page'])) || 1))
    const sessions = await listSessions(db, viewer, { parish, offset: (number - 1) * sessionsPerPage })
    render(res, 'modules/advice/list', {
      sessions: await withPermissions(db, viewer, sessions),
      counts,
      parish: parish ?? null,
      pages: { number, last },
      today: today(now),
      mayLog: hasRole(viewer, 'mentor'),
    })
  })

  const mark =
    (done: boolean) =>
    async ({ res, viewer, params, body, locale }: RouteContext<'step', Viewer>) => {
      const step = orNotFound(await findActionItem(db, viewer, params.step))
      orForbidden(may.mark(viewer, step.session))
      if (done !== (step.doneAt !== null)) {
        await transact(db, viewer, (tx) => (done ? completeActionItem(tx, step, now()) : reopenActionItem(tx, step)))
      }
      res.redirect(303, ownPath(body['back'], `/${locale}${paths.advice.list()}`))
    }

  post(paths.advice.stepDone, readers, mark(true))
  post(paths.advice.stepUndone, readers, mark(false))

  offlineRoutes({ get })
  logRoutes(services, { get, post })
  sessionRoutes(services, readers, { get, post })
  return router
}
