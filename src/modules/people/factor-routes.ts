import type { RequestHandler } from 'express'
import type { Services } from '#platform/services/services.ts'
import { appRoutes } from './own-factors/app-routes.ts'
import { ownFactorRoutes } from './own-factors/routes.ts'
import { passkeyRoutes } from './own-factors/passkey-routes.ts'
import { removalRoutes } from './factor-removals/routes.ts'
import { askForSecondFactor, type Proofs } from './second-step/guard.ts'
import { secondStepRoutes, type Beginning } from './second-step/routes.ts'

/** Everything about second factors, before all other pages: asking for them where a role needs one, signing in with them, setting them up, and removing those that somebody lost. */
export const secondFactorRoutes = (
  services: Services,
  { begin, countedAs, ...proofs }: Proofs & Beginning,
): RequestHandler[] => [
  ...(services.config.demo ? [] : [askForSecondFactor(services.now)]),
  secondStepRoutes(services, { begin, countedAs }),
  ownFactorRoutes(services, proofs.requireProof),
  appRoutes(services, proofs.requireProof),
  passkeyRoutes(services, proofs),
  removalRoutes(services, proofs.requireProof),
]
