import { transact } from '#db/act.ts'
import { today, type Day } from '#lib/day.ts'
import { hasRole, type Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { only, routes, type RouteContext } from '#web/routes.ts'
import { ownPath } from '#web/security.ts'
import { completeActionItem, reopenActionItem } from './commands.ts'
import { may } from './policy.ts'
import { countByParish, findActionItem, listSessions, sessionsPerPage, withPermissions } from './queries.ts'
import { logRoutes } from './log-routes.ts'
import { offlineRoutes } from './offline-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import type { ParishAdvice, ShownSession } from './session.ts'

declare module '#web/render.ts' {
  interface Views {
    'advice/list': {
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
    render(res, 'advice/list', {
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
