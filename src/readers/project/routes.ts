import { mapOfAll, type MapView } from '#modules/places/map/drawn-map.ts'
import { mappedParishes } from '#modules/places/map/map.ts'
import { byTerritory, type Parish, type Territory } from '#modules/places/parishes/parish.ts'
import { findParishes } from '#modules/places/lists/queries.ts'
import { activitiesOf, registerOf, type Activity } from '#modules/privacy/register/register.ts'
import { today, type Day } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { CountedTerritory } from '#modules/places/choice/queries.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { assessedOn, projectSections, trainingDays, type Partner, type Project } from './project.ts'
import {
  findProject,
  listLatestInitiatives,
  listLatestPlans,
  listPartners,
  type LatestInitiative,
  type LatestPlan,
} from './queries.ts'

type PlainPage = 'about' | 'privacy' | 'accessibility'

declare module '#platform/pages/render.ts' {
  interface Views {
    'readers/project/home': {
      project: Project
      days: typeof trainingDays
      /** The parishes below their territories; null where they are too many. */
      places: Territory<Parish>[] | null
      territories: CountedTerritory[]
      drawn: MapView
      plans: LatestPlan[]
      initiatives: LatestInitiative[]
    }
    'readers/project/page': {
      name: PlainPage
      sections: readonly string[]
      project: Project
      partners: Partner[]
      days: typeof trainingDays
      activities: Activity[]
      retentionUntil: Day | null
      /** When the portal was last assessed for accessibility. */
      assessed: Day
    }
  }
}

const earlier = (one: Day, other: Day) => (one < other ? one : other)

export function projectRoutes({ db, modules, config, now }: Services) {
  const { router, get } = routes()
  const activities = activitiesOf(registerOf(modules))

  get('/', anyone, async ({ res, locale }) => {
    const { territories, parishes, areAll } = await findParishes(db, mappedParishes)
    render(res, 'readers/project/home', {
      project: orNotFound(await findProject(db)),
      days: trainingDays,
      places: areAll ? byTerritory(parishes, locale) : null,
      territories,
      drawn: mapOfAll(parishes, locale),
      plans: await listLatestPlans(db, 4),
      initiatives: await listLatestInitiatives(db, 3),
    })
  })

  for (const name of ['about', 'privacy', 'accessibility'] as const) {
    get(paths.project[name], anyone, async ({ res }) => {
      render(res, 'readers/project/page', {
        name,
        sections: projectSections[name],
        project: orNotFound(await findProject(db)),
        partners: name === 'about' ? await listPartners(db) : [],
        days: trainingDays,
        activities: name === 'privacy' ? activities : [],
        retentionUntil: config.retentionUntil,
        // A demonstration tells of nothing that lies ahead of its own day.
        assessed: earlier(assessedOn, today(now)),
      })
    })
  }

  return router
}
