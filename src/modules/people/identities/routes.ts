import type { RequestHandler } from 'express'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import type { Begin } from '#modules/people/sign-in/authentication.ts'
import { arrivalRoutes } from './arrival-routes.ts'
import { departureRoutes } from './departure-routes.ts'
import { ownIdentityRoutes } from './own-routes.ts'
import { providerOf } from './provider.ts'

/** Signing in with accounts of a provider; nothing at all where none is configured. */
export function identityRoutes(services: Services, begin: Begin): RequestHandler[] {
  const { singleSignOn, origin } = services.config
  if (!singleSignOn) return []
  const provider = providerOf(singleSignOn, `${origin}${paths.people.singleSignOnBack()}`)
  return [
    departureRoutes(services, provider),
    arrivalRoutes(services, provider, begin),
    ownIdentityRoutes(services, provider),
  ]
}
