import { submissionContent } from '#platform/db/submission-content.ts'
import { transact, system } from '#platform/db/transact.ts'
import { today } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import type { ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, routes, type RouteContext } from '#platform/web/routes.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { flash } from '#platform/web/site.ts'
import { register, RegistrationClosed } from '#modules/training/registrations/commands.ts'
import { MovedTooOften } from '#modules/training/registrations/repeat-commands.ts'
import { emptied, formScope, readRegistration } from './form.ts'
import { linkRoutes } from './link-routes.ts'
import { setPrivateHeaders } from '#platform/web/security.ts'
import { findRegistrationDay } from '#modules/training/registrations/queries.ts'
import { staffRegistrationRoutes } from './staff-routes.ts'
import {
  closedBecause,
  isFull,
  offerHours,
  type ClosedReason,
  type RegistrationDay,
} from '#modules/training/registrations/registration.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/registration-pages/form': {
      training: RegistrationDay
      form: Form
      parishes: ParishChoices
      closed: ClosedReason | null
      full: boolean
      hours: number
    }
    'modules/training/registration-pages/sent': { training: RegistrationDay }
  }
}

type OfDay = RouteContext<'day', Viewer | null>

/** How people come to a training day: they register without an account, and change or cancel by their private link. */
export function registrationRoutes(services: Services) {
  const { db, now, limits, config } = services
  const { router, get, post } = routes()

  // A page with a one-time key is nobody else's, so no cache keeps it.
  const dayOf = async ({ res, params }: OfDay): Promise<RegistrationDay> => {
    setPrivateHeaders(res)
    const day = await findRegistrationDay(db, params.day)
    return orNotFound(day?.published ? day : null)
  }

  const show = async ({ res, locale }: OfDay, day: RegistrationDay, form: Form, status = 200) => {
    const closed = closedBecause(day, today(now))
    const none = { isTyped: false, parishes: [] }
    const parishes = closed ? none : await listParishChoices(db, locale, [String(form.values['parish'] ?? '')])
    render(
      res,
      'modules/training/registration-pages/form',
      { training: day, form, parishes, closed, full: isFull(day), hours: offerHours },
      status,
    )
  }

  get(paths.training.register, anyone, async (context) => show(context, await dayOf(context), blankForm(formScope)))

  post(paths.training.register, anyone, async (context) => {
    const { req, res, viewer, locale, body } = context
    const day = await dayOf(context)
    const sent = `/${locale}${paths.training.registerSent(day.slug)}`
    if (closedBecause(day, today(now))) return show(context, day, blankForm(formScope), 409)
    if (body['website']) return show(context, day, emptied(body), 422)
    const reading = readRegistration(locale, body, await listParishChoices(db, locale, [String(body['parish'] ?? '')]))
    if (!reading.ok) return show(context, day, reading.form, 422)
    await limits.countRegistration(String(req.ip))
    try {
      const form = { key: reading.key, content: await submissionContent(db, body), source: 'self' } as const
      const { token } = await transact(db, viewer ?? system, (tx) => register(tx, day.id, reading.input, form, now()))
      if (token === null) return res.redirect(303, sent)
      flash(res, 'registered')
      res.redirect(303, `/${locale}${paths.training.registration({ day: day.slug, token })}`)
    } catch (error) {
      if (error instanceof MovedTooOften) {
        const often = { email: { key: 'moved_often', params: { phone: config.contact.phone } } }
        return show(context, day, withProblems(formScope, body, often), 409)
      }
      if (!(error instanceof RegistrationClosed)) throw error
      await show(context, await dayOf(context), blankForm(formScope), 409)
    }
  })

  get(paths.training.registerSent, anyone, async (context) => {
    render(context.res, 'modules/training/registration-pages/sent', { training: await dayOf(context) })
  })

  linkRoutes(services, { get, post }, dayOf)
  staffRegistrationRoutes(services, { get, post })
  return router
}
