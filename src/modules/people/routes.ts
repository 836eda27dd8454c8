import { Router } from 'express'
import type { Services } from '#platform/services/services.ts'
import { emailRoutes } from './email/routes.ts'
import { identityRoutes } from './identities/routes.ts'
import { linkRoutes } from './links/routes.ts'
import { signInLinkRoutes } from './links/sign-in-routes.ts'
import { secondFactorRoutes } from './factor-routes.ts'
import { accountRoutes } from './sign-in/account-routes.ts'
import { deviceToken } from './sign-in/authentication.ts'
import { countedAs } from './sign-in/device-commands.ts'
import { noteProof, requireProof } from './sign-in/proof-guard.ts'
import { proofRoutes } from './sign-in/proof-routes.ts'
import { signInRoutes, type SigningIn } from './sign-in/routes.ts'

/** How somebody comes in, and what they do with their own account. */
export const peopleRoutes = (services: Services, signingIn: SigningIn) =>
  Router().use(
    ...secondFactorRoutes(services, {
      ...{ begin: signingIn.begin, requireProof, noteProof },
      countedAs: (req, personId) => countedAs(services.db, personId, deviceToken(req)),
    }),
    signInRoutes(services, signingIn),
    proofRoutes(services),
    ...identityRoutes(services, signingIn.begin),
    accountRoutes(services),
    linkRoutes(services, signingIn.begin),
    signInLinkRoutes(services, signingIn.begin),
    emailRoutes(services),
  )
