import * as openid from 'openid-client'
import type { Locale } from '#platform/i18n/locale.ts'
import type { ProviderSettings } from '#platform/services/services.ts'
import type { Shown } from './identity.ts'

/** Why a provider did not tell who somebody is; `identities:refusals` has the words. */
export type Refusal = 'away' | 'stopped' | 'unchecked' | 'weak'

/** A provider does not answer, somebody turned back there, or what it says cannot be relied on. */
export class NotShown extends Error {
  readonly why: Refusal
  constructor(why: Refusal, cause?: unknown) {
    super(`the provider did not tell who somebody is: ${why}`, { cause })
    this.why = why
  }
}

/** What must be the same when somebody comes back: kept in their session until then. */
export interface Secrets {
  state: string
  nonce: string
  verifier: string
}

const secondsToAnswer = 5
const keptFor = 60 * 60_000
const proofSeconds = 10 * 60

/**
 * A provider of OpenID Connect, by code flow with PKCE, state and nonce. What it says of itself is asked for when it is first
 * needed, and anew after an hour. `back` is the one address to which it leads back.
 */
export function providerOf(settings: ProviderSettings, back: string) {
  const configuration = configurationOf(settings)

  return {
    name: settings.name,
    issuer: settings.issuer,

    /** Where to send somebody, and what to keep; `fresh` asks them there for a proof although they are signed in there. Throws NotShown. */
    async begin(locale: Locale, fresh: boolean): Promise<{ address: string; secrets: Secrets }> {
      const secrets = freshSecrets(locale)
      const address = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: back,
        scope: 'openid',
        ui_locales: locale,
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        ...(settings.acr !== null && { acr_values: settings.acr }),
        ...(fresh && { prompt: 'login', max_age: '0' }),
      })
      return { address: address.href, secrets }
    },

    /** Who came back with this query, as the provider says; throws NotShown. */
    async complete(query: string, { state, nonce, verifier }: Secrets, fresh: boolean): Promise<Shown> {
      const config = await configuration()
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
      const claims = await openid
        .authorizationCodeGrant(config, new URL(`${back}?${query}`), {
          ...checks,
          ...(fresh && { maxAge: proofSeconds }),
        })
        .then((tokens) => tokens.claims())
        .catch((error: unknown) => {
          throw new NotShown(reasonOf(error), error)
        })
      if (!claims) throw new NotShown('unchecked')
      if (!isStrongEnough(claims.acr, settings)) throw new NotShown('weak')
      return { issuer: settings.issuer, subject: claims.sub, isStrong: settings.acr !== null }
    },
  }
}

const freshSecrets = (locale: Locale): Secrets => ({
  state: `${locale}.${openid.randomState()}`,
  nonce: openid.randomNonce(),
  verifier: openid.randomPKCECodeVerifier(),
})

const isStrongEnough = (said: unknown, { acr }: ProviderSettings): boolean =>
  acr === null || (typeof said === 'string' && acr.split(' ').includes(said))

export type Provider = ReturnType<typeof providerOf>

function configurationOf(settings: ProviderSettings): () => Promise<openid.Configuration> {
  let known: { until: number; config: Promise<openid.Configuration> } | null = null
  return () => {
    if (!known || known.until < Date.now()) {
      const config = discover(settings)
      known = { until: Date.now() + keptFor, config }
      config.catch(() => (known = null))
    }
    return known.config
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<openid.Configuration> {
  try {
    return await openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: secondsToAnswer,
      // Only where nobody signs in for real: the configuration refuses it in production.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out
      execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [],
    })
  } catch (error) {
    throw new NotShown('away', error)
  }
}

// A network that fails is told by fetch alone, as a TypeError or by its time.
function reasonOf(error: unknown): Refusal {
  if (error instanceof openid.AuthorizationResponseError) return 'stopped'
  const { cause, name } = error as Error
  return error instanceof TypeError ||
    cause instanceof TypeError ||
    /Timeout/.test(`${name} ${(cause as Error | undefined)?.name}`)
    ? 'away'
    : 'unchecked'
}
