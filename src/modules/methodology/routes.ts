import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, only, routes } from '#platform/web/routes.ts'
import { editionChangesBetween, type EditionChanges } from './comparison/changes.ts'
import { criterionRoutes } from './editions/criterion-routes.ts'
import { editionRoutes, showEdition, type EditionParams } from './editions/edition-routes.ts'
import { writeMethodologyFile } from './exchange/exchange.ts'
import { importRoutes } from './exchange/import-routes.ts'
import { listRoutes } from './editions/list-routes.ts'
import type { Edition, Methodology } from './editions/methodology.ts'
import { findEdition, findMethodology, listEditions, listPublished } from './editions/queries.ts'
import { sectionRoutes } from './editions/section-routes.ts'
import { titleRoutes } from './editions/title-routes.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/methodology/editions/published': { methodology: Methodology | null; others: Edition[] }
    'modules/methodology/comparison/changes': {
      methodology: Methodology
      since: Methodology
      editions: Edition[]
      changes: EditionChanges
    }
  }
}

const readers = only('lead', 'partner', 'mentor', 'auditor')

export function methodologyRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  const editionOf = async ({ family, edition }: EditionParams): Promise<Methodology> =>
    orNotFound(/^\d{1,6}$/.test(edition) ? await findEdition(db, family, Number(edition)) : null)

  get(paths.methodology.published, anyone, async ({ res, query }) => {
    const published = await listPublished(db)
    const chosen = published.find(({ family }) => family === query['family']) ?? published[0]
    const methodology = chosen ? orNotFound(await findMethodology(db, chosen.id)) : null
    render(res, 'modules/methodology/editions/published', {
      methodology,
      others: published.filter((each) => each !== chosen),
    })
  })

  listRoutes(services, readers, { get, post })
  importRoutes(services, { get, post })

  get(paths.methodology.edition, readers, async ({ res, viewer, params }) => {
    await showEdition(db, res, viewer, await editionOf(params), { form: blankForm('methodology:new'), section: null })
  })

  get(paths.methodology.export, readers, async ({ res, params }) => {
    const methodology = await editionOf(params)
    res.attachment(`methodology-${methodology.family}-${methodology.edition}.json`).type('json')
    res.send(writeMethodologyFile(methodology.family, methodology))
  })

  get(paths.methodology.changes, readers, async ({ res, params, query, locale }) => {
    const methodology = await editionOf(params)
    const editions = (await listEditions(db)).filter(
      ({ family, id }) => family === methodology.family && id !== methodology.id,
    )
    const earlier = editions.find(({ edition }) => edition < methodology.edition)
    const chosen = editions.find(({ edition }) => String(edition) === query['since']) ?? earlier ?? editions[0]
    const since = orNotFound(await findMethodology(db, orNotFound(chosen).id))
    const changes = editionChangesBetween(since, methodology, locale)
    render(res, 'modules/methodology/comparison/changes', { methodology, since, editions, changes })
  })

  const open = { db, now, editionOf }
  editionRoutes(open, { get, post })
  titleRoutes(open, { get, post })
  sectionRoutes(open, { get, post })
  criterionRoutes(open, { get, post })
  return router
}
