import { findLastAuditChange, type AuditChange } from '#modules/audit/queries.ts'
import { fillForm, readForm, type FieldDifference, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { parishInputOf, updateParish } from './commands.ts'
import { parishKinds, type Parish } from './parish.ts'
import { may } from './policy.ts'
import { findParish } from './queries.ts'
import { parishForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/places/parishes/edit': { parish: Parish; form: Form; kinds: typeof parishKinds; conflict: Conflict | null }
  }
}

/** What somebody else saved meanwhile, where it differs from what was typed here. */
interface Conflict {
  by: AuditChange | null
  fields: FieldDifference[]
}

const i18nScope = 'parishes:form'

/** What is known of a parish, kept by those who look after it. */
export function parishEditRoutes({ db }: Services) {
  const { router, get, post } = routes()

  get(paths.parishes.edit, signedIn, async ({ res, viewer, params, locale }) => {
    const parish = orNotFound(await findParish(db, params.parish))
    orForbidden(may.edit(viewer, parish))
    const form = fillForm(i18nScope, parishForm[locale], parishInputOf(parish))
    render(res, 'modules/places/parishes/edit', { parish, form, kinds: parishKinds, conflict: null })
  })

  post(paths.parishes.edit, signedIn, async (context) => {
    const { res, viewer, params, body, locale } = context
    const parish = orNotFound(await findParish(db, params.parish))
    orForbidden(may.edit(viewer, parish))
    const reading = readForm(i18nScope, parishForm[locale], body)
    if (!reading.ok)
      return render(
        res,
        'modules/places/parishes/edit',
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
          render(res, 'modules/places/parishes/edit', { parish: now, form, kinds: parishKinds, conflict }, 409)
        },
      },
    })
  })

  return router
}
