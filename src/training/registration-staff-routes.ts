import { transact } from '#db/act.ts'
import { today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#web/errors.ts'
import { blankForm, type Form } from '#web/form.ts'
import { perMinute } from '#web/limits.ts'
import type { ParishChoices } from '#places/choice.ts'
import { listParishChoices } from '#places/queries.ts'
import { render } from '#web/render.ts'
import { signedIn, type RouteContext, type routes } from '#web/routes.ts'
import { sendWorkbook } from '#web/sheets.ts'
import { flash } from '#web/site.ts'
import { register, RegistrationClosed } from './registration-commands.ts'
import { formScope, readPhoneRegistration } from './registration-form.ts'
import { registrationDetailRoutes, type RegistrationContext } from './registration-one-routes.ts'
import { mayOfRegistration } from './registration-policy.ts'
import { findRegistration, findRegistrationDay, listRegistrations } from './registration-queries.ts'
import { registrationsWorkbook } from './registration-sheet.ts'
import {
  closedBecause,
  isAwaited,
  offerHours,
  type ClosedReason,
  type Registration,
  type RegistrationDay,
} from './registration.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/registrations': {
      training: RegistrationDay
      registrations: Registration[]
      closed: ClosedReason | null
      mayEnter: boolean
    }
    'training/registration-phoned': {
      training: RegistrationDay
      form: Form
      parishes: ParishChoices
      closed: ClosedReason | null
      hours: number
    }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type OfDay = RouteContext<'day', Viewer>
type OfOne = RouteContext<'day' | 'registration', Viewer>

/** Who comes to a day, for those in charge of it; and what they do for people who phone. */
export function staffRegistrationRoutes(services: Services, { get, post }: Router) {
  const { db, now } = services
  const allow = perMinute(30)
  const pages = registrationDetailRoutes(services)

  const dayOf = async ({ viewer, params }: OfDay, allowed = mayOfRegistration.view): Promise<RegistrationDay> => {
    const day = orNotFound(await findRegistrationDay(db, params.day))
    if (!mayOfRegistration.view(viewer, day)) throw new NotFound()
    orForbidden(allowed(viewer, day))
    return day
  }

  const oneOf = async (context: OfOne, allowed = mayOfRegistration.view): Promise<RegistrationContext> => {
    const { viewer, params } = context
    const day = await dayOf(context, allowed)
    const registration = orNotFound(await findRegistration(db, day.id, params.registration))
    const base = paths.training.registrationOfStaff({ day: day.slug, registration: registration.id })
    return {
      training: day,
      registration,
      base,
      by: viewer,
      staff: true,
      mayChange: mayOfRegistration.enter(viewer, day) && isAwaited(day),
    }
  }

  get(paths.training.registrations, signedIn, async (context) => {
    const day = await dayOf(context)
    render(context.res, 'training/registrations', {
      training: day,
      registrations: await listRegistrations(db, day.id),
      closed: closedBecause(day, today(now)),
      mayEnter: mayOfRegistration.enter(context.viewer, day),
    })
  })

  for (const kind of ['xlsx', 'csv'] as const) {
    get(
      kind === 'xlsx' ? paths.training.registrationsXlsx : paths.training.registrationsCsv,
      signedIn,
      async (context) => {
        const { res, locale, viewer } = context
        const day = await dayOf(context)
        await allow(viewer.id)
        const book = registrationsWorkbook(locale, day, await listRegistrations(db, day.id))
        await sendWorkbook(res, locale, book, `${day.slug}-registrations`, kind)
      },
    )
  }

  const showForm = async ({ res, locale }: OfDay, day: RegistrationDay, form: Form, status = 200) => {
    const closed = closedBecause(day, today(now))
    const parishes = await listParishChoices(db, locale, [String(form.values['parish'] ?? '')])
    render(res, 'training/registration-phoned', { training: day, form, parishes, closed, hours: offerHours }, status)
  }

  get(paths.training.addRegistration, signedIn, async (context) => {
    const day = await dayOf(context, mayOfRegistration.enter)
    await showForm(context, day, blankForm(formScope, { locale: context.locale }))
  })

  post(paths.training.addRegistration, signedIn, async (context) => {
    const { res, viewer, locale, body } = context
    const day = await dayOf(context, mayOfRegistration.enter)
    const reading = readPhoneRegistration(
      locale,
      body,
      await listParishChoices(db, locale, [String(body['parish'] ?? '')]),
    )
    if (!reading.ok) return showForm(context, day, reading.form, 422)
    try {
      const { id } = await transact(db, viewer, (tx) =>
        register(tx, day.id, reading.facts, { key: reading.key, source: 'staff' }, now()),
      )
      flash(res, 'saved')
      res.redirect(303, `/${locale}${paths.training.registrationOfStaff({ day: day.slug, registration: id })}`)
    } catch (error) {
      if (!(error instanceof RegistrationClosed)) throw error
      await showForm(context, orNotFound(await findRegistrationDay(db, day.slug)), blankForm(formScope, body), 409)
    }
  })

  get(paths.training.registrationOfStaff, signedIn, async (context) => pages.show(context, await oneOf(context)))
  post(paths.training.registrationOfStaff, signedIn, async (context) =>
    pages.rewrite(context, await oneOf(context, mayOfRegistration.enter)),
  )
  post(paths.training.registrationOfStaffAcceptance, signedIn, async (context) =>
    pages.move(context, await oneOf(context, mayOfRegistration.enter), 'accept'),
  )
  post(paths.training.registrationOfStaffRefusal, signedIn, async (context) =>
    pages.move(context, await oneOf(context, mayOfRegistration.enter), 'decline'),
  )
  get(paths.training.registrationOfStaffCancellation, signedIn, async (context) => {
    render(context.res, 'training/registration-cancel', await oneOf(context, mayOfRegistration.enter))
  })
  post(paths.training.registrationOfStaffCancellation, signedIn, async (context) =>
    pages.move(context, await oneOf(context, mayOfRegistration.enter), 'cancel'),
  )
}
