import { system } from '#db/act.ts'
import type { Viewer } from '#lib/viewer.ts'
import { paths } from '#paths/paths.ts'
import type { Services } from '#services/services.ts'
import { found } from '#web/errors.ts'
import { render } from '#web/render.ts'
import { anyone, type Asked, type routes } from '#web/routes.ts'
import { hashOf } from './registration-link-commands.ts'
import { onePages, type One } from './registration-one-routes.ts'
import { findByLink } from './registration-queries.ts'
import { isAwaited, type RegistrationDay } from './registration.ts'

type Router = Pick<ReturnType<typeof routes>, 'get' | 'post'>
type OfLink = Asked<'day' | 'token', Viewer | null>

/** What somebody does with their own registration: whoever has the link is taken for them. Reading changes nothing. */
export function linkRoutes(
  services: Services,
  { get, post }: Router,
  dayOf: (asked: Asked<'day', Viewer | null>) => Promise<RegistrationDay>,
) {
  const { db } = services
  const pages = onePages(services)

  const own = async (asked: OfLink): Promise<One> => {
    const day = await dayOf(asked)
    const { token } = asked.params
    const registration = found(await findByLink(db, day.id, hashOf(token)))
    const base = paths.training.registration({ day: day.slug, token })
    return { training: day, registration, base, by: system, staff: false, mayChange: isAwaited(day) }
  }

  get(paths.training.registration, anyone, async (asked) => pages.show(asked, await own(asked)))
  post(paths.training.registration, anyone, async (asked) => pages.rewrite(asked, await own(asked)))
  post(paths.training.registrationAcceptance, anyone, async (asked) => pages.move(asked, await own(asked), 'accept'))
  post(paths.training.registrationRefusal, anyone, async (asked) => pages.move(asked, await own(asked), 'decline'))
  get(paths.training.registrationCancellation, anyone, async (asked) => {
    render(asked.res, 'training/registration-cancel', await own(asked))
  })
  post(paths.training.registrationCancellation, anyone, async (asked) => pages.move(asked, await own(asked), 'cancel'))
  get(paths.training.registrationCalendar, anyone, async (asked) => pages.sendCalendar(asked, await own(asked)))
}
