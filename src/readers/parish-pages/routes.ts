import { profileView, type ProfileView } from '#modules/assessments/profile/profile-chart.ts'
import { listPublishedRounds } from '#modules/assessments/profile/public-queries.ts'
import { today } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { parishListRoutes } from './list-routes.ts'
import { mappedParishes } from '#modules/places/map/map.ts'
import { mapAround, type MapView } from '#modules/places/map/drawn-map.ts'
import type { Parish } from '#modules/places/parishes/parish.ts'
import { may as mayOfParish } from '#modules/places/parishes/policy.ts'
import type { PublicDay } from '#modules/training/programme/public-queries.ts'
import { standingOf, type Standing } from '#modules/training/registrations/registration.ts'
import { may } from './policy.ts'
import { listParishesNamed } from '#modules/places/parishes/queries.ts'
import { findPlanInForce, findParishOverview, type PlanInForce, type ParishOverview } from './queries.ts'
import {
  listPublishedInitiatives,
  listVisibleInitiatives,
  type InitiativeOfParish,
  type VisibleOfParish,
} from '#modules/initiatives/initiative/parish-queries.ts'

interface Allowed {
  edit: boolean
  plan: boolean
  readAdvice: boolean
  propose: boolean
}

declare module '#platform/pages/render.ts' {
  interface Views {
    'readers/parish-pages/show': {
      parish: Parish
      plan: PlanInForce | null
      published: InitiativeOfParish[]
      growing: VisibleOfParish[]
      thread: ParishOverview
      /** The training days ahead, as they stand for who would like to come. */
      days: (PublicDay & { standing: Standing })[]
      potential: ProfileView | null
      drawn: MapView
      allowed: Allowed
    }
  }
}

export function parishRoutes({ db, now }: Services) {
  const { router, get } = routes()

  parishListRoutes({ db }, { get })

  get(paths.parishes.parish, anyone, async ({ res, viewer, params, locale }) => {
    const drawn = await listParishesNamed(db, [...mappedParishes, params.parish])
    const parish = orNotFound(drawn.find(({ slug }) => slug === params.parish))
    const seen = viewer ? await listVisibleInitiatives(db, viewer, [parish.id]) : []
    // The same numbers for everybody: neighbours quote them to each other.
    const assessed = await listPublishedRounds(db, null, { parishId: parish.id, territoryId: parish.territoryId })
    const thread = await findParishOverview(db, parish.id, today(now))
    render(res, 'readers/parish-pages/show', {
      parish,
      plan: (await findPlanInForce(db, parish.id)) ?? null,
      published: await listPublishedInitiatives(db, parish.id),
      thread,
      days: thread.days.map((day) => ({ ...day, standing: standingOf({ ...day, dates: [day] }, today(now)) })),
      potential: profileView(
        assessed.map(({ profile }) => profile),
        locale,
      ),
      growing: seen.filter(({ published, state }) => !published && state !== 'dropped'),
      drawn: mapAround(parish, drawn, locale),
      allowed: {
        edit: mayOfParish.edit(viewer, parish),
        plan: may.plan(viewer, parish),
        readAdvice: may.readAdvice(viewer, parish),
        propose: may.propose(viewer, parish),
      },
    })
  })

  return router
}
