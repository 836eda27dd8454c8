import { completeStep, reopenStep } from '#advice/commands.ts'
import { may as mayOnAdvice } from '#advice/policy.ts'
import { findStep } from '#advice/queries.ts'
import { perform } from '#db/act.ts'
import type { Multilingual } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { anyone, routes, signedIn, type Asked } from '#web/routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { initiativeFileRoutes } from './file-routes.ts'
import { ideaRoutes } from './idea-routes.ts'
import { categories, states, type Category, type State } from './initiative.ts'
import { launchRoutes } from './launch-routes.ts'
import { initiativePage } from './page-routes.ts'
import {
  findInitiative,
  initiativesPerPage,
  listInitiatives,
  listTerritories,
  type ListedInitiative,
  type Filter,
} from './queries.ts'
import { readinessRoutes } from './readiness-routes.ts'

declare module '#web/render.ts' {
  interface Views {
    'initiatives/list': {
      initiatives: ListedInitiative[]
      territories: { slug: string; names: Multilingual }[]
      choices: { categories: readonly Category[]; states: readonly State[] }
      filter: Filter
      pages: { number: number; last: number; total: number }
      mayPropose: boolean
    }
  }
}

// What nobody but the project sees stands before these.
const publicStates = states.slice(states.indexOf('approved'), states.indexOf('dropped'))

export function initiativeRoutes(services: Services) {
  const { db, now } = services
  const { router, get, post } = routes()

  const find = async (viewer: Viewer | null, slug: string) => found(await findInitiative(db, viewer, slug))

  get(paths.initiatives.list, anyone, async ({ res, viewer, query, locale }) => {
    const territories = await listTerritories(db)
    const filter: Filter = {
      territory: territories.find(({ slug }) => slug === query['territory'])?.slug,
      category: categories.find((each) => each === query['category']),
      state: states.find((each) => each === query['state']),
    }
    const asked = Math.min(1000, Math.max(1, Math.trunc(Number(query['page'])) || 1))
    const initiatives = await listInitiatives(db, viewer, locale, filter, (asked - 1) * initiativesPerPage)
    const total = initiatives[0]?.total ?? 0
    // An address may name a page that is no more.
    if (total === 0 && asked > 1) return res.redirect(303, `/${locale}${paths.initiatives.list()}`)
    render(res, 'initiatives/list', {
      initiatives,
      territories,
      choices: { categories, states: viewer ? states : publicStates },
      filter,
      pages: { number: asked, last: Math.max(1, Math.ceil(total / initiativesPerPage)), total },
      mayPropose: viewer?.grants.some(({ role }) => role === 'member') ?? false,
    })
  })

  ideaRoutes(services, { get, post })
  initiativeFileRoutes(services, { get, post })
  decisionRoutes(services, { get, post })

  launchRoutes(services, { post })
  readinessRoutes(services, { get, post })

  const show = initiativePage(services)

  get(paths.initiatives.initiative, anyone, async (asked) =>
    show(asked, await find(asked.viewer, asked.params.initiative)),
  )

  const mark =
    (done: boolean) =>
    async ({ res, viewer, params, locale }: Asked<'initiative' | 'step', Viewer>) => {
      const initiative = await find(viewer, params.initiative)
      const step = found(await findStep(db, viewer, params.step))
      found(step.session.initiativeId === initiative.id || null)
      ensure(mayOnAdvice.mark(viewer, step.session))
      if (done !== (step.doneAt !== null)) {
        await perform(db, viewer, (act) => (done ? completeStep(act, step, now()) : reopenStep(act, step)))
      }
      res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}#checklist`)
    }

  post(paths.initiatives.stepDone, signedIn, mark(true))
  post(paths.initiatives.stepUndone, signedIn, mark(false))

  return router
}
