import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

const login = { client_id: 'portal', client_secret: 'a-secret-of-this-client-alone' }

/** A provider of OpenID Connect on loopback, at which any name is an account; it knows the portal at this origin. */
export async function startProvider(origin: string, more: object = {}): Promise<{ issuer: string; close: () => void }> {
  const server: Server = createServer((req, res) => void answer(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ ...login, redirect_uris: [`${origin}/sign-in/single-sign-on/back`] }],
    cookies: { keys: ['a-key-of-this-provider'] },
    claims: { openid: ['sub', 'acr', 'auth_time'] },
    conformIdTokenClaims: false,
    ...more,
  })
  const answer = provider.callback()
  return { issuer, close: () => server.close() }
}

/** What the portal is told of this provider. */
export const settingsOf = (issuer: string, acr: string | null = null) => ({
  issuer,
  clientId: login.client_id,
  clientSecret: login.client_secret,
  name: 'Riik',
  acr,
})

/** Somebody’s browser at the provider: goes from an address of the portal's making through its pages, as whom it is told, and says where it is led back. */
export async function through(address: string, subject: string): Promise<string> {
  const jar = new Map<string, string>()
  const ask = async (to: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(to, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';')[0] ?? '').split(/=(.*)/)
      jar.set(name, value)
    }
    return { location: new URL(answer.headers.get('location') ?? to, to).href, text: await answer.text() }
  }

  let at = (await ask(address)).location
  const { origin } = new URL(address)
  while (at.startsWith(origin)) {
    if (!at.includes('/interaction/')) {
      at = (await ask(at)).location
      continue
    }
    const { text } = await ask(at)
    const prompt = text.includes('name="login"')
      ? { prompt: 'login', login: subject, password: 'any' }
      : { prompt: 'consent' }
    at = (await ask(at, prompt)).location
  }
  return at
}
