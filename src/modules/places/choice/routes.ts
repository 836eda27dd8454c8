import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { parishLabel } from './parish-choice.ts'
import { findParishesTyped } from './queries.ts'

/** What a script asks for while somebody types the name of a parish. */
export function parishNameRoutes({ db }: Services) {
  const { router, get } = routes()

  get(paths.parishes.names, anyone, async ({ res, query, locale }) => {
    const typed = query['typed']?.trim() ?? ''
    const parishes = typed === '' ? [] : await findParishesTyped(db, locale, typed)
    res.json(parishes.map((parish) => parishLabel(parish, locale)))
  })

  return router
}
