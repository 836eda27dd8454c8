import { system } from '#platform/db/transact.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { render } from '#platform/pages/render.ts'
import { anyone, type RouteContext, type routes } from '#platform/web/routes.ts'
import { linkHash } from '#modules/training/registrations/link-commands.ts'
import { registrationDetailRoutes, type RegistrationContext } from './detail-routes.ts'
import { findByLink } from '#modules/training/registrations/queries.ts'
import { acceptsChanges, type RegistrationDay } from '#modules/training/registrations/registration.ts'

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type OfLink = RouteContext<'day' | 'token', Viewer | null>

/** What somebody does with their own registration: whoever has the link is taken for them. Reading changes nothing. */
export function linkRoutes(
  services: Services,
  { get, post }: Router,
  dayOf: (context: RouteContext<'day', Viewer | null>) => Promise<RegistrationDay>,
) {
  const { db } = services
  const pages = registrationDetailRoutes(services)

  const own = async (context: OfLink): Promise<RegistrationContext> => {
    const day = await dayOf(context)
    const { token } = context.params
    const registration = orNotFound(await findByLink(db, day.id, linkHash(token)))
    const at = { day: day.slug, token }
    const addresses = {
      page: paths.training.registration(at),
      acceptance: paths.training.registrationAcceptance(at),
      refusal: paths.training.registrationRefusal(at),
      cancellation: paths.training.registrationCancellation(at),
      consent: paths.training.registrationConsent(at),
      calendar: paths.training.registrationCalendar(at),
    }
    return { training: day, registration, addresses, by: system, staff: false, mayChange: acceptsChanges(day) }
  }

  get(paths.training.registration, anyone, async (context) => pages.show(context, await own(context)))
  post(paths.training.registration, anyone, async (context) => pages.rewrite(context, await own(context)))
  post(paths.training.registrationAcceptance, anyone, async (context) =>
    pages.move(context, await own(context), 'accept'),
  )
  post(paths.training.registrationRefusal, anyone, async (context) =>
    pages.move(context, await own(context), 'decline'),
  )
  post(paths.training.registrationConsent, anyone, async (context) =>
    pages.withdrawConsent(context, await own(context)),
  )
  get(paths.training.registrationCancellation, anyone, async (context) => {
    render(context.res, 'modules/training/registration-pages/cancel', await own(context))
  })
  post(paths.training.registrationCancellation, anyone, async (context) =>
    pages.move(context, await own(context), 'cancel'),
  )
  get(paths.training.registrationCalendar, anyone, async (context) => pages.sendCalendar(context, await own(context)))
}
