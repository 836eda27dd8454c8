import { transact } from '#platform/db/transact.ts'
import { readRowCursor, type ListPage } from '#platform/values/cursor.ts'
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
import { countByParish, findActionItem, listSessions, withPermissions } from './sessions/queries.ts'
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
      pages: Pick<ListPage<unknown>, 'before' | 'after'>
      today: Day
      mayLog: boolean
    }
  }
}

const readers = only('mentor', 'partner', 'lead', 'auditor', 'member')

export function adviceRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  get(paths.advice.list, readers, async ({ res, viewer, query, locale }) => {
    const counts = await countByParish(db, viewer)
    const parish = counts.find(({ slug }) => slug === query['parish'])?.slug
    const cursor = readRowCursor(query)
    const { rows, ...pages } = await listSessions(db, viewer, { parish, cursor })
    if (cursor && rows.length === 0) return res.redirect(303, `/${locale}${paths.advice.list()}`)
    render(res, 'modules/advice/list', {
      sessions: await withPermissions(db, viewer, rows),
      counts,
      parish: parish ?? null,
      pages,
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

  post(paths.advice.actionItemDone, readers, mark(true))
  post(paths.advice.actionItemUndone, readers, mark(false))

  offlineRoutes({ get })
  logRoutes(services, { get, post })
  sessionRoutes(services, readers, { get, post })
  return router
}
