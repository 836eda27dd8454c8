import { z } from 'zod'
import type { ProviderSettings } from '#platform/services/services.ts'
import { StartupError } from '#platform/values/startup-error.ts'

const text = z.string().nullable().default(null)

/** The variables that name a provider whose accounts people may sign in with. */
export const providerVariables = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: z.string().max(60).nullable().default(null),
  OIDC_ACR: text,
}

type Variables = { [Name in keyof typeof providerVariables]: string | null }

/** The provider that is configured, or null; throws StartupError where it is configured by half, or would be asked without https. */
export function providerIn(env: Variables, production: boolean): ProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env
  if ([issuer, clientId, clientSecret, name].every((each) => each === null)) return null
  if (issuer === null || clientId === null || clientSecret === null || name === null) {
    throw new StartupError(
      'Of OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME some are missing: set all four, or none.',
    )
  }
  if (production && !issuer.startsWith('https:'))
    throw new StartupError('OIDC_ISSUER is not https: what it says of people could be changed on the way.')
  return { issuer, clientId, clientSecret, name, acr: env.OIDC_ACR }
}
