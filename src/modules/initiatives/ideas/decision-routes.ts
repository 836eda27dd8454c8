import { transact } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { dropInitiative, startPlanning } from '#modules/initiatives/initiative/commands.ts'
import { dropForm } from '#modules/initiatives/initiative/schema.ts'
import { may } from '#modules/initiatives/initiative/policy.ts'
import { findInitiative, type InitiativeForViewer } from '#modules/initiatives/initiative/queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/initiatives/ideas/drop': { initiative: InitiativeForViewer; form: Form }
  }
}

const dropWords = 'initiatives:drop.form'

/** What partner staff decide of an idea or an initiative: it is taken into the plan, or given up. */
export function decisionRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async (viewer: Viewer, slug: string) => orNotFound(await findInitiative(db, viewer, slug))

  post(paths.initiatives.planningStart, signedIn, async ({ res, viewer, params, locale }) => {
    const initiative = await find(viewer, params.initiative)
    orForbidden(may.takeUp(viewer, initiative))
    await transact(db, viewer, (tx) => startPlanning(tx, initiative))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}`)
  })

  get(paths.initiatives.drop, signedIn, async ({ res, viewer, params, locale }) => {
    const initiative = await find(viewer, params.initiative)
    orForbidden(may.drop(viewer, initiative))
    render(res, 'modules/initiatives/ideas/drop', { initiative, form: blankForm(dropWords, { in: locale }) })
  })

  post(paths.initiatives.drop, signedIn, async ({ res, viewer, params, body, locale }) => {
    const initiative = await find(viewer, params.initiative)
    orForbidden(may.drop(viewer, initiative))
    const reading = readForm(dropWords, dropForm[locale], body)
    if (!reading.ok) return render(res, 'modules/initiatives/ideas/drop', { initiative, form: reading.form }, 422)
    const { in: writing, reason } = reading.input
    await transact(db, viewer, (tx) => dropInitiative(tx, initiative, { source: writing, [writing]: reason }))
    flash(res, 'saved')
    res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}`)
  })
}
