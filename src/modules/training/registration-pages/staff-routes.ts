import { submissionContent } from '#platform/db/submission-content.ts'
import { today } from '#platform/values/day.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orForbidden, orNotFound, NotFound } from '#platform/web/errors.ts'
import { blankForm, type Form } from '#platform/forms/form-kit.ts'
import { save } from '#platform/web/save.ts'
import type { ParishChoices } from '#modules/places/choice/parish-choice.ts'
import { listParishChoices } from '#modules/places/choice/queries.ts'
import { render } from '#platform/pages/render.ts'
import { signedIn, type RouteContext, type routes } from '#platform/web/routes.ts'
import { noteRead } from '#platform/web/data-reads.ts'
import { register, RegistrationClosed } from '#modules/training/registrations/commands.ts'
import { staffScope, readPhoneRegistration } from './form.ts'
import { registrationDetailRoutes, type RegistrationContext } from './detail-routes.ts'
import { mayOfRegistration } from '#modules/training/registrations/policy.ts'
import { findRegistration, findRegistrationDay, listRegistrations } from '#modules/training/registrations/queries.ts'
import { readOf, spreadsheetRoutes } from './spreadsheet-routes.ts'
import {
  closedBecause,
  closedToStaff,
  acceptsChanges,
  offerHours,
  type ClosedReason,
  type Registration,
  type RegistrationDay,
} from '#modules/training/registrations/registration.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/training/registration-pages/list': {
      training: RegistrationDay
      registrations: Registration[]
      closed: ClosedReason | null
      /** Whether staff may enter people all the same. */
      mayEnterLate: boolean
      mayEnter: boolean
    }
    'modules/training/registration-pages/phoned': {
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
    const at = { day: day.slug, registration: registration.id }
    return {
      training: day,
      registration,
      addresses: {
        page: paths.training.registrationOfStaff(at),
        acceptance: paths.training.registrationOfStaffAcceptance(at),
        refusal: paths.training.registrationOfStaffRefusal(at),
        cancellation: paths.training.registrationOfStaffCancellation(at),
        consent: paths.training.registrationOfStaffConsent(at),
      },
      by: viewer,
      staff: true,
      mayChange: mayOfRegistration.enter(viewer, day) && acceptsChanges(day),
    }
  }

  get(paths.training.registrations, signedIn, async (context) => {
    const day = await dayOf(context)
    const registrations = await listRegistrations(db, day.id)
    noteRead(context.res, { ...readOf(day), rows: registrations.length, how: 'page' })
    render(context.res, 'modules/training/registration-pages/list', {
      training: day,
      registrations,
      closed: closedBecause(day, today(now)),
      mayEnterLate: closedToStaff(day, today(now)) === null,
      mayEnter: mayOfRegistration.enter(context.viewer, day),
    })
  })

  spreadsheetRoutes(services, { get, post }, dayOf)

  const showForm = async ({ res, locale }: OfDay, day: RegistrationDay, form: Form, status = 200) => {
    const closed = closedToStaff(day, today(now))
    const parishes = await listParishChoices(db, locale, [String(form.values['parish'] ?? '')])
    const locals = { training: day, form, parishes, closed, hours: offerHours }
    render(res, 'modules/training/registration-pages/phoned', locals, status)
  }

  get(paths.training.addRegistration, signedIn, async (context) => {
    const day = await dayOf(context, mayOfRegistration.enter)
    await showForm(context, day, blankForm(staffScope, { locale: context.locale }))
  })

  post(paths.training.addRegistration, signedIn, async (context) => {
    const { locale, body } = context
    const day = await dayOf(context, mayOfRegistration.enter)
    const reading = readPhoneRegistration(
      locale,
      body,
      await listParishChoices(db, locale, [String(body['parish'] ?? '')]),
    )
    if (!reading.ok) return showForm(context, day, reading.form, 422)
    const closed = async () =>
      showForm(context, orNotFound(await findRegistrationDay(db, day.slug)), blankForm(staffScope, body), 409)
    let registration = ''
    await save(db, context, {
      change: async (tx) => {
        const sent = { key: reading.key, content: await submissionContent(db, body), source: 'staff' } as const
        registration = (await register(tx, day.id, reading.input, sent, now())).id
      },
      to: () => paths.training.registrationOfStaff({ day: day.slug, registration }),
      failed: (error) => (error instanceof RegistrationClosed ? closed : null),
    })
  })

  get(paths.training.registrationOfStaff, signedIn, async (context) => {
    const one = await oneOf(context)
    noteRead(context.res, { ...readOf(one.training), subjectId: one.registration.participantId, rows: 1, how: 'page' })
    await pages.show(context, one)
  })
  post(paths.training.registrationOfStaff, signedIn, async (context) =>
    pages.rewrite(context, await oneOf(context, mayOfRegistration.enter)),
  )
  post(paths.training.registrationOfStaffAcceptance, signedIn, async (context) =>
    pages.move(context, await oneOf(context, mayOfRegistration.enter), 'accept'),
  )
  post(paths.training.registrationOfStaffRefusal, signedIn, async (context) =>
    pages.move(context, await oneOf(context, mayOfRegistration.enter), 'decline'),
  )
  post(paths.training.registrationOfStaffConsent, signedIn, async (context) =>
    pages.withdrawConsent(context, await oneOf(context, mayOfRegistration.enter)),
  )
  get(paths.training.registrationOfStaffCancellation, signedIn, async (context) => {
    render(context.res, 'modules/training/registration-pages/cancel', await oneOf(context, mayOfRegistration.enter))
  })
  post(paths.training.registrationOfStaffCancellation, signedIn, async (context) =>
    pages.move(context, await oneOf(context, mayOfRegistration.enter), 'cancel'),
  )
}
