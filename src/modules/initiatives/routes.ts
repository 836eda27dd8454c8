import { completeActionItem, reopenActionItem } from '#modules/advice/sessions/commands.ts'
import { may as mayOnAdvice } from '#modules/advice/sessions/policy.ts'
import { findActionItem } from '#modules/advice/sessions/queries.ts'
import { transact } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { anyone, routes, signedIn, type RouteContext } from '#platform/web/routes.ts'
import { decisionRoutes } from './ideas/decision-routes.ts'
import { initiativeFileRoutes } from './pages/file-routes.ts'
import { ideaRoutes } from './ideas/routes.ts'
import { launchRoutes } from './launch/routes.ts'
import { initiativePage } from './pages/initiative-page.ts'
import { listRoutes } from './lists/routes.ts'
import { findInitiative } from './initiative/queries.ts'
import { readinessRoutes } from './readiness/routes.ts'

export function initiativeRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  const find = async (viewer: Viewer | null, slug: string) => orNotFound(await findInitiative(db, viewer, slug))

  listRoutes(services, { get })
  ideaRoutes(services, { get, post })
  initiativeFileRoutes(services, { get, post })
  decisionRoutes(services, { get, post })

  launchRoutes(services, { post })
  readinessRoutes(services, { get, post })

  const show = initiativePage(services)

  get(paths.initiatives.initiative, anyone, async (context) =>
    show(context, await find(context.viewer, context.params.initiative)),
  )

  const mark =
    (done: boolean) =>
    async ({ res, viewer, params, locale }: RouteContext<'initiative' | 'step', Viewer>) => {
      const initiative = await find(viewer, params.initiative)
      const step = orNotFound(await findActionItem(db, viewer, params.step))
      orNotFound(step.session.initiativeId === initiative.id || null)
      orForbidden(mayOnAdvice.mark(viewer, step.session))
      if (done !== (step.doneAt !== null)) {
        await transact(db, viewer, (tx) => (done ? completeActionItem(tx, step, now()) : reopenActionItem(tx, step)))
      }
      res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}#checklist`)
    }

  post(paths.initiatives.actionItemDone, signedIn, mark(true))
  post(paths.initiatives.actionItemUndone, signedIn, mark(false))

  return router
}
