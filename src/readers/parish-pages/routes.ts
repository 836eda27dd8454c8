import { profileView, type ProfileView } from '#modules/assessments/profile/profile-chart.ts'
import { listPublishedRounds } from '#modules/assessments/profile/public-queries.ts'
import { findLastAuditChange, type AuditChange } from '#modules/audit/queries.ts'
import { today } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { fillForm, readForm, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes, signedIn } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { updateParish, parishInputOf } from '#modules/places/commands.ts'
import { parishForm } from '#modules/places/schema.ts'
import { parishListRoutes } from './list-routes.ts'
import { mappedParishes } from '#modules/places/map.ts'
import { mapAround, type Drawn } from '#modules/places/drawn-map.ts'
import { parishKinds, type Parish } from '#modules/places/parish.ts'
import { may } from './policy.ts'
import { findParish, listParishesNamed } from '#modules/places/parish-queries.ts'
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
      potential: ProfileView | null
      drawn: Drawn
      allowed: Allowed
    }
    'readers/parish-pages/edit': { parish: Parish; form: Form; kinds: typeof parishKinds; conflict: Conflict | null }
  }
}

/** What somebody else saved meanwhile, where it differs from what was typed here. */
interface Conflict {
  by: AuditChange | null
  fields: FieldDifference[]
}

const i18nScope = 'parishes:form'

export function parishRoutes({ db, now }: Services) {
  const { router, get, post } = routes()

  parishListRoutes({ db }, { get })

  get(paths.parishes.parish, anyone, async ({ res, viewer, params, locale }) => {
    const drawn = await listParishesNamed(db, [...mappedParishes, params.parish])
    const parish = orNotFound(drawn.find(({ slug }) => slug === params.parish))
    const seen = viewer ? await listVisibleInitiatives(db, viewer, [parish.id]) : []
    const assessed = await listPublishedRounds(db, viewer, { parishId: parish.id, territoryId: parish.territoryId })
    render(res, 'readers/parish-pages/show', {
      parish,
      plan: (await findPlanInForce(db, parish.id)) ?? null,
      published: await listPublishedInitiatives(db, parish.id),
      thread: await findParishOverview(db, parish.id, today(now)),
      potential: profileView(
        assessed.map(({ profile }) => profile),
        locale,
      ),
      growing: seen.filter(({ published, state }) => !published && state !== 'dropped'),
      drawn: mapAround(parish, drawn, locale),
      allowed: {
        edit: may.edit(viewer, parish),
        plan: may.plan(viewer, parish),
        readAdvice: may.readAdvice(viewer, parish),
        propose: may.propose(viewer, parish),
      },
    })
  })

  get(paths.parishes.edit, signedIn, async ({ res, viewer, params, locale }) => {
    const parish = orNotFound(await findParish(db, params.parish))
    orForbidden(may.edit(viewer, parish))
    const form = fillForm(i18nScope, parishForm[locale], parishInputOf(parish))
    render(res, 'readers/parish-pages/edit', { parish, form, kinds: parishKinds, conflict: null })
  })

  post(paths.parishes.edit, signedIn, async (context) => {
    const { res, viewer, params, body, locale } = context
    const parish = orNotFound(await findParish(db, params.parish))
    orForbidden(may.edit(viewer, parish))
    const reading = readForm(i18nScope, parishForm[locale], body)
    if (!reading.ok)
      return render(
        res,
        'readers/parish-pages/edit',
        { parish, form: reading.form, kinds: parishKinds, conflict: null },
        422,
      )

    await save(db, context, {
      change: (tx) => updateParish(tx, parish, reading.input),
      to: paths.parishes.parish(parish.slug),
      // What was typed, ready to be sent over what somebody else saved, once its writer has seen both.
      conflict: {
        latest: async () => orNotFound(await findParish(db, parish.slug)),
        fill: (now) => fillForm(i18nScope, parishForm[locale], parishInputOf(now)),
        show: async (now, form, fields) => {
          const conflict = { by: (await findLastAuditChange(db, now.id)) ?? null, fields }
          render(res, 'readers/parish-pages/edit', { parish: now, form, kinds: parishKinds, conflict }, 409)
        },
      },
    })
  })

  return router
}
