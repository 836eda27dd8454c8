import type { Config } from '#config.ts'
import { cookieName } from '#platform/sessions/session.ts'
import { paths } from '#platform/paths/paths.ts'
import { StartupError } from '#platform/values/startup-error.ts'

const seeOperations = 'nobody can sign in; see docs/operations.md'

/**
 * Asks the portal for a session as a browser does, through whatever stands before it, and says whether its cookie comes and is
 * brought back. Throws StartupError where it is taken away, or changed so that browsers refuse it.
 */
export async function checkCookies({ origin }: Pick<Config, 'origin'>): Promise<string> {
  const name = cookieName(origin.startsWith('https:'))
  const page = `${origin}/lv${paths.people.signInPasskeyOptions()}`
  const first = await ask(page, origin, null)
  if (!first?.ok) return `not tried, as ${origin} does not answer as the portal does`
  const given = cookieOf(first, name)
  if (given === null)
    throw new StartupError(`${origin} gives browsers no cookie ${name}: the proxy takes it away, and ${seeOperations}`)
  if (/;\s*domain=/i.test(given) || (name.startsWith('__Host-') && !/;\s*secure/i.test(given)))
    throw new StartupError(`the proxy changes the cookie ${name}, browsers refuse it, and ${seeOperations}`)
  const second = await ask(page, origin, valueOf(given))
  const again = second && cookieOf(second, name)
  if (again && valueOf(again) !== valueOf(given))
    throw new StartupError(`the cookie ${name} does not come back through the proxy, and ${seeOperations}`)
  return `${name} is given by ${origin} and comes back`
}

const valueOf = (cookie: string) => cookie.split(';')[0] ?? ''

const cookieOf = (answer: Response, name: string) =>
  answer.headers.getSetCookie().find((each) => each.startsWith(`${name}=`)) ?? null

const ask = (page: string, origin: string, cookie: string | null) =>
  fetch(page, {
    ...{ method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(5000) },
    headers: { Origin: origin, ...(cookie !== null && { Cookie: cookie }) },
  }).catch(() => null)
