import { transact, system } from '#db/act.ts'
import { today } from '#lib/day.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import type { ParishChoices } from '#places/choice.ts'
import { listParishChoices } from '#places/queries.ts'
import { orNotFound } from '#web/errors.ts'
import { blankForm, type Form } from '#web/form.ts'
import { render } from '#web/render.ts'
import { anyone, routes, type RouteContext } from '#web/routes.ts'
import type { Viewer } from '#lib/viewer.ts'
import { flash } from '#web/site.ts'
import { register, RegistrationClosed } from './registration-commands.ts'
import { formScope, readRegistration } from './registration-form.ts'
import { linkRoutes } from './registration-link-routes.ts'
import { keepPrivate } from './registration-one-routes.ts'
import { findRegistrationDay } from './registration-queries.ts'
import { staffRegistrationRoutes } from './registration-staff-routes.ts'
import { closedBecause, offerHours, type ClosedReason, type RegistrationDay } from './registration.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/register': {
      training: RegistrationDay
      form: Form
      parishes: ParishChoices
      closed: ClosedReason | null
      hours: number
    }
    'training/register-sent': { training: RegistrationDay }
  }
}

type OfDay = RouteContext<'day', Viewer | null>

/** How people come to a training day: they register without an account, and change or cancel by their private link. */
export function registrationRoutes(services: Services) {
  const { db, now, limits } = services
  const { router, get, post } = routes()

  // A page with a one-time key is nobody else's, so no cache keeps it.
  const dayOf = async ({ res, params }: OfDay): Promise<RegistrationDay> => {
    keepPrivate(res)
    const day = await findRegistrationDay(db, params.day)
    return orNotFound(day?.published ? day : null)
  }

  const show = async ({ res, locale }: OfDay, day: RegistrationDay, form: Form, status = 200) => {
    const closed = closedBecause(day, today(now))
    const none = { isTyped: false, parishes: [] }
    const parishes = closed ? none : await listParishChoices(db, locale, [String(form.values['parish'] ?? '')])
    render(res, 'training/register', { training: day, form, parishes, closed, hours: offerHours }, status)
  }

  get(paths.training.register, anyone, async (context) => show(context, await dayOf(context), blankForm(formScope)))

  post(paths.training.register, anyone, async (context) => {
    const { req, res, viewer, locale, body } = context
    const day = await dayOf(context)
    const sent = `/${locale}${paths.training.registerSent(day.slug)}`
    // People do not see this field; programs fill it in, and are told what people are told.
    if (body['website']) return res.redirect(303, sent)
    if (closedBecause(day, today(now))) return show(context, day, blankForm(formScope), 409)
    const reading = readRegistration(locale, body, await listParishChoices(db, locale, [String(body['parish'] ?? '')]))
    if (!reading.ok) return show(context, day, reading.form, 422)
    await limits.countRegistration(String(req.ip))
    try {
      const { token } = await transact(db, viewer ?? system, (tx) =>
        register(tx, day.id, reading.facts, { key: reading.key, source: 'self' }, now()),
      )
      if (token === null) return res.redirect(303, sent)
      flash(res, 'registered')
      res.redirect(303, `/${locale}${paths.training.registration({ day: day.slug, token })}`)
    } catch (error) {
      if (!(error instanceof RegistrationClosed)) throw error
      await show(context, await dayOf(context), blankForm(formScope), 409)
    }
  })

  get(paths.training.registerSent, anyone, async (context) => {
    render(context.res, 'training/register-sent', { training: await dayOf(context) })
  })

  linkRoutes(services, { get, post }, dayOf)
  staffRegistrationRoutes(services, { get, post })
  return router
}
