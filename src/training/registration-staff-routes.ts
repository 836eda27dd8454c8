import { transact } from '#db/act.ts'
import { today } from '#lib/day.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { ensure, found, NotFound } from '#web/errors.ts'
import { blank, type Form } from '#web/form.ts'
import { perMinute } from '#web/limits.ts'
import type { ParishChoices } from '#places/choice.ts'
import { listParishChoices } from '#places/queries.ts'
import { render } from '#web/render.ts'
import { signedIn, type Asked, type routes } from '#web/routes.ts'
import { sendWorkbook } from '#web/sheets.ts'
import { noticed } from '#web/site.ts'
import { register, RegistrationClosed } from './registration-commands.ts'
import { formWords, readPhoned } from './registration-form.ts'
import { onePages, type One } from './registration-one-routes.ts'
import { may } from './registration-policy.ts'
import { findRegistration, findRegistrationDay, listRegistrations } from './registration-queries.ts'
import { registrationsWorkbook } from './registration-sheet.ts'
import {
  closedBecause,
  isAwaited,
  offerHours,
  type Closed,
  type Registration,
  type RegistrationDay,
} from './registration.ts'

declare module '#web/render.ts' {
  interface Views {
    'training/registrations': {
      training: RegistrationDay
      registrations: Registration[]
      closed: Closed | null
      mayEnter: boolean
    }
    'training/registration-phoned': {
      training: RegistrationDay
      form: Form
      parishes: ParishChoices
      closed: Closed | null
      hours: number
    }
  }
}

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type OfDay = Asked<'day', Viewer>
type OfOne = Asked<'day' | 'registration', Viewer>

/** Who comes to a day, for those in charge of it; and what they do for people who phone. */
export function staffRegistrationRoutes(services: Services, { get, post }: Router) {
  const { db, now } = services
  const allow = perMinute(30)
  const pages = onePages(services)

  const dayOf = async ({ viewer, params }: OfDay, allowed = may.view): Promise<RegistrationDay> => {
    const day = found(await findRegistrationDay(db, params.day))
    if (!may.view(viewer, day)) throw new NotFound()
    ensure(allowed(viewer, day))
    return day
  }

  const oneOf = async (asked: OfOne, allowed = may.view): Promise<One> => {
    const { viewer, params } = asked
    const day = await dayOf(asked, allowed)
    const registration = found(await findRegistration(db, day.id, params.registration))
    const base = paths.training.registrationOfStaff({ day: day.slug, registration: registration.id })
    return {
      training: day,
      registration,
      base,
      by: viewer,
      staff: true,
      mayChange: may.enter(viewer, day) && isAwaited(day),
    }
  }

  get(paths.training.registrations, signedIn, async (asked) => {
    const day = await dayOf(asked)
    render(asked.res, 'training/registrations', {
      training: day,
      registrations: await listRegistrations(db, day.id),
      closed: closedBecause(day, today(now)),
      mayEnter: may.enter(asked.viewer, day),
    })
  })

  for (const kind of ['xlsx', 'csv'] as const) {
    get(
      kind === 'xlsx' ? paths.training.registrationsXlsx : paths.training.registrationsCsv,
      signedIn,
      async (asked) => {
        const { res, locale, viewer } = asked
        const day = await dayOf(asked)
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

  get(paths.training.addRegistration, signedIn, async (asked) => {
    const day = await dayOf(asked, may.enter)
    await showForm(asked, day, blank(formWords, { locale: asked.locale }))
  })

  post(paths.training.addRegistration, signedIn, async (asked) => {
    const { res, viewer, locale, body } = asked
    const day = await dayOf(asked, may.enter)
    const reading = readPhoned(locale, body, await listParishChoices(db, locale, [String(body['parish'] ?? '')]))
    if (!reading.ok) return showForm(asked, day, reading.form, 422)
    try {
      const { id } = await transact(db, viewer, (tx) =>
        register(tx, day.id, reading.facts, { key: reading.key, source: 'staff' }, now()),
      )
      noticed(res, 'saved')
      res.redirect(303, `/${locale}${paths.training.registrationOfStaff({ day: day.slug, registration: id })}`)
    } catch (error) {
      if (!(error instanceof RegistrationClosed)) throw error
      await showForm(asked, found(await findRegistrationDay(db, day.slug)), blank(formWords, body), 409)
    }
  })

  get(paths.training.registrationOfStaff, signedIn, async (asked) => pages.show(asked, await oneOf(asked)))
  post(paths.training.registrationOfStaff, signedIn, async (asked) =>
    pages.rewrite(asked, await oneOf(asked, may.enter)),
  )
  post(paths.training.registrationOfStaffAcceptance, signedIn, async (asked) =>
    pages.move(asked, await oneOf(asked, may.enter), 'accept'),
  )
  post(paths.training.registrationOfStaffRefusal, signedIn, async (asked) =>
    pages.move(asked, await oneOf(asked, may.enter), 'decline'),
  )
  get(paths.training.registrationOfStaffCancellation, signedIn, async (asked) => {
    render(asked.res, 'training/registration-cancel', await oneOf(asked, may.enter))
  })
  post(paths.training.registrationOfStaffCancellation, signedIn, async (asked) =>
    pages.move(asked, await oneOf(asked, may.enter), 'cancel'),
  )
}
