import { system } from '#db/act.ts'
import type { Viewer } from '#lib/viewer.ts'
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

const at = '/training/:day/registration/:token'

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
    const base = `/training/${day.slug}/registration/${token}`
    return { training: day, registration, base, by: system, staff: false, mayChange: isAwaited(day) }
  }

  get(at, anyone, async (asked) => pages.show(asked, await own(asked)))
  post(at, anyone, async (asked) => pages.rewrite(asked, await own(asked)))
  post(`${at}/acceptance`, anyone, async (asked) => pages.move(asked, await own(asked), 'accept'))
  post(`${at}/refusal`, anyone, async (asked) => pages.move(asked, await own(asked), 'decline'))
  get(`${at}/cancellation`, anyone, async (asked) => {
    render(asked.res, 'training/registration-cancel', await own(asked))
  })
  post(`${at}/cancellation`, anyone, async (asked) => pages.move(asked, await own(asked), 'cancel'))
  get(`${at}/calendar.ics`, anyone, async (asked) => pages.sendCalendar(asked, await own(asked)))
}
