import { profileView, type ProfileView } from '#assessments/drawing.ts'
import { listPublishedRounds } from '#assessments/public-queries.ts'
import { findLastAuditChange, type AuditChange } from '#audit/queries.ts'
import { today } from '#lib/day.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound } from '#web/errors.ts'
import { fillForm, readForm, type FieldDifference, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, routes, signedIn } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { updateParish, parishInputOf } from './commands.ts'
import { parishForm } from './forms.ts'
import { parishListRoutes } from './list-routes.ts'
import { mappedParishes } from './map.ts'
import { mapAround, type Drawn } from './drawn.ts'
import { parishKinds, type Parish } from './parish.ts'
import { may } from './policy.ts'
import { findParish, listParishesNamed } from './place-queries.ts'
import { findPlanInForce, findParishOverview, type PlanInForce, type ParishOverview } from './queries.ts'
import {
  listPublishedInitiatives,
  listVisibleInitiatives,
  type InitiativeOfParish,
  type VisibleOfParish,
} from '#initiatives/parish-queries.ts'

interface Allowed {
  edit: boolean
  plan: boolean
  readAdvice: boolean
  propose: boolean
}

declare module '#web/render.ts' {
  interface Views {
    'parishes/show': {
      parish: Parish
      plan: PlanInForce | null
      published: InitiativeOfParish[]
      growing: VisibleOfParish[]
      thread: ParishOverview
      potential: ProfileView | null
      drawn: Drawn
      allowed: Allowed
    }
    'parishes/edit': { parish: Parish; form: Form; kinds: typeof parishKinds; conflict: Conflict | null }
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
    render(res, 'parishes/show', {
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
    render(res, 'parishes/edit', { parish, form, kinds: parishKinds, conflict: null })
  })

  post(paths.parishes.edit, signedIn, async (context) => {
    const { res, viewer, params, body, locale } = context
    const parish = orNotFound(await findParish(db, params.parish))
    orForbidden(may.edit(viewer, parish))
    const reading = readForm(i18nScope, parishForm[locale], body)
    if (!reading.ok)
      return render(res, 'parishes/edit', { parish, form: reading.form, kinds: parishKinds, conflict: null }, 422)

    await save(db, context, {
      change: (tx) => updateParish(tx, parish, reading.input),
      to: paths.parishes.parish(parish.slug),
      // What was typed, ready to be sent over what somebody else saved, once its writer has seen both.
      conflict: {
        latest: async () => orNotFound(await findParish(db, parish.slug)),
        fill: (now) => fillForm(i18nScope, parishForm[locale], parishInputOf(now)),
        show: async (now, form, fields) => {
          const conflict = { by: (await findLastAuditChange(db, now.id)) ?? null, fields }
          render(res, 'parishes/edit', { parish: now, form, kinds: parishKinds, conflict }, 409)
        },
      },
    })
  })

  return router
}
