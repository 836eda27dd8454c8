import { transact } from '#db/act.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found } from '#web/errors.ts'
import { blank, read, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type routes } from '#web/routes.ts'
import { noticed } from '#web/site.ts'
import { drop, takeUp } from './commands.ts'
import { dropForm } from './forms.ts'
import { may } from './policy.ts'
import { findInitiative, type SeenInitiative } from './queries.ts'

declare module '#web/render.ts' {
  interface Views {
    'initiatives/drop': { initiative: SeenInitiative; form: Form }
  }
}

const dropWords = 'initiatives:drop.form'

/** What partner staff decide of an idea or an initiative: it is taken into the plan, or given up. */
export function decisionRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const find = async (viewer: Viewer, slug: string) => found(await findInitiative(db, viewer, slug))

  post(paths.initiatives.drafting, signedIn, async ({ res, viewer, params, locale }) => {
    const initiative = await find(viewer, params.initiative)
    ensure(may.takeUp(viewer, initiative))
    await transact(db, viewer, (tx) => takeUp(tx, initiative))
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}`)
  })

  get(paths.initiatives.drop, signedIn, async ({ res, viewer, params, locale }) => {
    const initiative = await find(viewer, params.initiative)
    ensure(may.drop(viewer, initiative))
    render(res, 'initiatives/drop', { initiative, form: blank(dropWords, { in: locale }) })
  })

  post(paths.initiatives.drop, signedIn, async ({ res, viewer, params, body, locale }) => {
    const initiative = await find(viewer, params.initiative)
    ensure(may.drop(viewer, initiative))
    const reading = read(dropWords, dropForm[locale], body)
    if (!reading.ok) return render(res, 'initiatives/drop', { initiative, form: reading.form }, 422)
    const { in: writing, reason } = reading.input
    await transact(db, viewer, (tx) => drop(tx, initiative, { source: writing, [writing]: reason }))
    noticed(res, 'saved')
    res.redirect(303, `/${locale}${paths.initiatives.initiative(initiative.slug)}`)
  })
}
