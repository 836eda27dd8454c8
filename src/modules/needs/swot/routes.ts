import { isRound } from '#modules/assessments/assessment/assessment.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, Malformed, NotFound } from '#platform/web/errors.ts'
import { rowKeys, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { save } from '#platform/web/save.ts'
import { nextContentLocale, contentLocale } from '#platform/i18n/content-locale.ts'
import { may } from '#modules/needs/needs/policy.ts'
import { saveSwotRanking } from './commands.ts'
import { fillSwot, rowKeysByKind, readSwot } from './form.ts'
import { findSwot } from './queries.ts'
import type { Swot, SwotKind } from './swot.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/needs/swot/form': SwotPage
  }
}

interface SwotPage {
  swot: Swot
  form: Form
  keys: Record<SwotKind, string[]>
  writing: Locale
  mayEdit: boolean
  /** Whether somebody else saved while this was written: what they saved is in `swot`. */
  stale: boolean
}

type InRound = RouteContext<'parish' | 'round', Viewer>

/** What the meetings of a round ranked. */
export function swotRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const seen = async ({ viewer, params }: InRound, allowed: typeof may.rank = may.view): Promise<Swot> => {
    const swot = orNotFound(isRound(params.round) ? await findSwot(db, params.parish, params.round) : null)
    if (!may.view(viewer, swot)) throw new NotFound()
    orForbidden(allowed(viewer, swot))
    return swot
  }

  const show = (context: InRound, swot: Swot, form: Form, stale = false, status = 200) => {
    const keys = rowKeysByKind(swot, rowKeys(form.values))
    const mayEdit = may.rank(context.viewer, swot)
    render(
      context.res,
      'modules/needs/swot/form',
      { swot, form, keys, writing: contentLocale(context), mayEdit, stale },
      status,
    )
  }

  get(paths.needs.swot, signedIn, async (context) => {
    const swot = await seen(context)
    show(context, swot, fillSwot(context.locale, contentLocale(context), swot))
  })

  post(paths.needs.swot, signedIn, async (context) => {
    const { locale, body } = context
    const swot = await seen(context, may.rank)
    // Without its list of rows a form would empty the lists.
    if (typeof body['rows'] !== 'string') throw new Malformed()
    const reading = readSwot(locale, contentLocale(context), body, swot)
    if (!reading.ok) return show(context, swot, reading.form, false, 422)
    const ranked = { rows: reading.rows, public: body['public'] === 'yes' }
    await save(db, context, {
      change: (tx) => saveSwotRanking(tx, swot, Number(body['version']) || 0, ranked),
      to: `${paths.needs.swot({ parish: swot.parishSlug, round: swot.round })}?in=${nextContentLocale(context)}`,
      quicker: /^assessment_answers_while_open$/,
      conflict: {
        latest: () => seen(context),
        fill: (now) => fillSwot(locale, contentLocale(context), now),
        show: (now, form) => show(context, now, form, true, 409),
      },
    })
  })
}
