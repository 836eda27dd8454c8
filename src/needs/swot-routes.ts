import { isRound } from '#assessments/assessment.ts'
import type { Locale } from '#lib/locale.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, Malformed, NotFound } from '#web/errors.ts'
import { rowKeys, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { save } from '#web/save.ts'
import { goingOnIn, writingIn } from '#web/writing.ts'
import { may } from './policy.ts'
import { rank } from './swot-commands.ts'
import { fillSwot, keysOf, readSwot } from './swot-form.ts'
import { findSwot } from './swot-queries.ts'
import type { Swot, SwotKind } from './swot.ts'

declare module '#web/render.ts' {
  interface Views {
    'needs/swot': SwotPage
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

type InRound = Asked<'parish' | 'round', Viewer>

/** What the meetings of a round ranked. */
export function swotRoutes({ db }: Services, { get, post }: Pick<ReturnType<typeof routes>, 'get' | 'post'>) {
  const seen = async ({ viewer, params }: InRound, allowed: typeof may.rank = may.view): Promise<Swot> => {
    const swot = found(isRound(params.round) ? await findSwot(db, params.parish, params.round) : null)
    if (!may.view(viewer, swot)) throw new NotFound()
    ensure(allowed(viewer, swot))
    return swot
  }

  const show = (asked: InRound, swot: Swot, form: Form, stale = false, status = 200) => {
    const keys = keysOf(swot, rowKeys(form.values))
    const mayEdit = may.rank(asked.viewer, swot)
    render(asked.res, 'needs/swot', { swot, form, keys, writing: writingIn(asked), mayEdit, stale }, status)
  }

  get(paths.needs.swot, signedIn, async (asked) => {
    const swot = await seen(asked)
    show(asked, swot, fillSwot(asked.locale, writingIn(asked), swot))
  })

  post(paths.needs.swot, signedIn, async (asked) => {
    const { locale, body } = asked
    const swot = await seen(asked, may.rank)
    // Without its list of rows a form would empty the lists.
    if (typeof body['rows'] !== 'string') throw new Malformed()
    const reading = readSwot(locale, writingIn(asked), body, swot)
    if (!reading.ok) return show(asked, swot, reading.form, false, 422)
    const ranked = { rows: reading.rows, public: body['public'] === 'yes' }
    await save(db, asked, {
      change: (tx) => rank(tx, swot, Number(body['version']) || 0, ranked),
      to: `${paths.needs.swot({ parish: swot.parishSlug, round: swot.round })}?in=${goingOnIn(asked)}`,
      quicker: /^answers_while_open$/,
      conflict: {
        latest: () => seen(asked),
        fill: (now) => fillSwot(locale, writingIn(asked), now),
        show: (now, form) => show(asked, now, form, true, 409),
      },
    })
  })
}
