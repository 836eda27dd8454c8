import { transact, type AuditedTransaction } from '#platform/db/transact.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { setTranslation } from '#platform/i18n/text.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { ParishScope } from '#modules/resources/resource.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { flash } from '#platform/web/site.ts'
import { contentLocale } from '#platform/i18n/content-locale.ts'
import { markAddressed, linkResponse, dismissNeed, reopenNeed, unlinkResponse } from './commands.ts'
import { responseForm, dismissForm } from './schema.ts'
import type { ResponseChoice, Need, NeedWithResponses } from './need.ts'
import { may } from './policy.ts'
import { listResponseChoices } from './queries.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/needs/needs/drop': { place: ParishScope; need: Need; form: Form }
  }
}

type OfNeed = RouteContext<'parish' | 'need', Viewer>

interface Found {
  place: ParishScope
  need: NeedWithResponses
}

interface Pages extends Pick<ReturnType<typeof routes>, 'get' | 'post'> {
  one: (context: OfNeed, allowed?: typeof may.edit) => Promise<Found>
  show: (
    context: OfNeed,
    page: Found & { choices?: ResponseChoice[]; answering?: Form },
    status?: number,
  ) => Promise<void>
}

/** What answers a need, and how a need ends. */
export function responseRoutes({ db }: Services, { get, post, one, show }: Pages) {
  const back = ({ res, locale }: OfNeed, { place, need }: Found) => {
    res.redirect(303, `/${locale}${paths.needs.need({ parish: place.parishSlug, need: need.id })}`)
  }

  post(paths.needs.responses, signedIn, async (context) => {
    const its = await one(context, may.edit)
    const reading = readForm('needs:answering', responseForm[context.locale], context.body)
    const choices = await listResponseChoices(db, its.place.parishId)
    const to = reading.ok ? choices.find(({ kind, id }) => `${kind}:${id}` === reading.input.what) : undefined
    if (!reading.ok) return show(context, { ...its, choices, answering: reading.form }, 422)
    if (!to) {
      const answering = withProblems('needs:answering', context.body, { what: { key: 'choose', params: {} } })
      return show(context, { ...its, choices, answering }, 422)
    }
    const said = setTranslation(contentLocale(context), null, reading.input.note)
    await transact(db, context.viewer, (tx) => linkResponse(tx, its.need, to, said))
    flash(context.res, 'saved')
    back(context, its)
  })

  post(paths.needs.responseRemoval, signedIn, async (context) => {
    const its = await one(context, may.edit)
    const { id } = orNotFound(
      (isUuid(context.params.answer) && its.need.responses.find((each) => each.id === context.params.answer)) || null,
    )
    await transact(db, context.viewer, (tx) => unlinkResponse(tx, its.need, id))
    flash(context.res, 'removed')
    back(context, its)
  })

  get(paths.needs.drop, signedIn, async (context) => {
    render(context.res, 'modules/needs/needs/drop', {
      ...(await one(context, may.edit)),
      form: blankForm('needs:drop'),
    })
  })

  post(paths.needs.drop, signedIn, async (context) => {
    const its = await one(context, may.edit)
    const reading = readForm('needs:drop', dismissForm[context.locale], context.body)
    if (!reading.ok) return render(context.res, 'modules/needs/needs/drop', { ...its, form: reading.form }, 422)
    const writing = contentLocale(context)
    const reason = { source: writing, [writing]: reading.input.reason }
    if (its.need.state !== 'dropped') await transact(db, context.viewer, (tx) => dismissNeed(tx, its.need, reason))
    flash(context.res, 'saved')
    back(context, its)
  })

  const turn = (
    path: 'addressed' | 'reopening',
    states: Need['state'][],
    take: (tx: AuditedTransaction, need: Need) => Promise<void>,
  ) => {
    post(paths.needs[path], signedIn, async (context) => {
      const its = await one(context, may.edit)
      // Pressed twice, or by two people: it is so already.
      if (states.includes(its.need.state)) await transact(db, context.viewer, (tx) => take(tx, its.need))
      flash(context.res, 'saved')
      back(context, its)
    })
  }

  turn('addressed', ['open', 'planned'], markAddressed)
  turn('reopening', ['addressed', 'dropped'], reopenNeed)
}
