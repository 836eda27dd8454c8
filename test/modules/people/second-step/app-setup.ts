import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, vi } from 'vitest'
import { demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import type { Visitor } from '../../../support/portal.ts'

export const own = '/en/work/account/second-factor'
export const codePage = '/en/sign-in/code'

/** Stops the clock for each test of a file: no code may become another one between its making and its sending. */
export function stopClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}

/** The code that an app with this secret shows now, or so many steps of 30 seconds later. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

export const post = (guest: Visitor, to: string, body: Record<string, string> = {}) =>
  guest.post(to).type('form').send(body)

/** Sets an app up; gives its secret and the recovery codes. */
export async function setUp(mine: Visitor): Promise<{ secret: string; codes: string[] }> {
  await post(mine, `${own}/app/begin`).expect(303)
  const { text } = await mine.get(`${own}/app`).expect(200)
  const secret = (/<code class="secret"[^>]*>([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '')
  const shown = await post(mine, `${own}/app`, { name: 'Telephone', stepCode: codeOf(secret, -1) }).expect(200)
  const codes = [...shown.text.matchAll(/<li><code>([0-9A-Z-]+)</g)].map(([, code = '']) => code)
  return { secret, codes }
}

/** Gives the e-mail and the password, the first step. */
export const password = (guest: Visitor, more: Record<string, string> = {}) =>
  post(guest, '/en/sign-in', { email: 'ape@example.org', password: demoPassword, ...more })

export const step = (guest: Visitor, stepCode: string, more: Record<string, string> = {}) =>
  post(guest, codePage, { stepCode, ...more })
