import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden } from '#platform/web/errors.ts'
import { fillRows, readRows, withProblems, type Body, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { setTrainingTargets } from './commands.ts'
import { findProjectTargets, listTargets, type TerritoryTarget } from './queries.ts'
import { targetsNotAddingUp, type ProjectTargets } from './targets.ts'
import { targetRow } from './schema.ts'
import { mayOfCatalogue as may } from '#modules/training/programme/policy.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/targets/form': {
      form: Form
      targets: TerritoryTarget[]
      totals: ProjectTargets
      /** Whether somebody else set them meanwhile: theirs are in `targets`. */
      stale: boolean
    }
  }
}

const i18nScope = 'training:targets.form'

/** How much training each territory owes: the lead partner shares out what the project does. */
export function trainingTargetRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const show = async ({ res }: RouteContext<never, Viewer>, form: Form, targets: TerritoryTarget[], status = 200) =>
    render(
      res,
      'modules/training/targets/form',
      { form, targets, totals: await findProjectTargets(db), stale: status === 409 },
      status,
    )

  const stand = async () => ({ targets: await listTargets(db), totals: await findProjectTargets(db) })

  get(paths.training.targets, signedIn, async (context) => {
    orForbidden(may.setTargets(context.viewer))
    const stored = await stand()
    await show(context, fillTargets(context.locale, stored), stored.targets)
  })

  post(paths.training.targets, signedIn, async (context) => {
    const { viewer, locale, body } = context
    orForbidden(may.setTargets(viewer))
    const targets = await listTargets(db)
    const typed: Body = { ...body, rows: targets.map(({ slug }) => slug).join(' ') }
    const reading = readRows(i18nScope, targetRow[locale], typed)
    if (!reading.ok) return show(context, reading.form, targets, 422)
    const chosen = reading.input.map(({ key, input }) => ({
      territoryId: targets.find(({ slug }) => slug === key)?.territoryId ?? '',
      ...input,
    }))
    const wrong = targetsNotAddingUp(chosen, await findProjectTargets(db))
    const problems = wrong.map(({ kind, ...sums }): [string, FormProblem] => [kind, { key: 'sum', params: sums }])
    if (wrong.length > 0)
      return show(context, withProblems(i18nScope, typed, Object.fromEntries(problems)), targets, 422)
    await save(
      db,
      { ...context, body: typed },
      {
        change: (tx) => setTrainingTargets(tx, Number(body['version']) || 0, chosen),
        to: `${paths.training.work()}#bank`,
        conflict: {
          latest: stand,
          fill: (now) => fillTargets(locale, now),
          show: (now, form) => show(context, form, now.targets, 409),
        },
      },
    )
  })
}

interface Stored {
  targets: TerritoryTarget[]
  totals: ProjectTargets
}

function fillTargets(locale: Locale, { targets, totals }: Stored): Form {
  const form = fillRows(i18nScope, targetRow[locale], targets, ({ slug }) => slug)
  return withProblems(i18nScope, { ...form.values, version: String(totals.version) }, {})
}
