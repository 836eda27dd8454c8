import type { CDPSession, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { findAccessibilityFaults } from '../support/accessibility.ts'
import { serve, signIn, test as base, type Stage } from '../support/browser.ts'
import { follow, press } from '../support/form-filling.ts'

// A passkey is good for a name; the number of a machine is none.
const test = base.extend<Pick<Stage, 'portal'>>({
  portal: [
    async ({ committedDb }, use) => {
      const portal = await serve(committedDb, undefined, 'localhost')
      await use(portal)
      await portal.close()
    },
    { scope: 'file' },
  ],
})

/** A device that keeps passkeys for the pages of a browser, opened by its owner's finger. */
async function giveDevice(page: Page): Promise<{ device: CDPSession; id: string }> {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId: id } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { device, id }
}

async function addPasskey(page: Page): Promise<void> {
  await page.goto('/en/work/account')
  await follow(page, 'Add a passkey')
  await page.getByRole('button', { name: 'Add a passkey' }).waitFor()
  expect(await page.locator('.without-passkeys').count()).toBe(0)
  await page.fill('#name', 'My laptop')
  await press(page, 'Add a passkey')
  expect(await page.locator('h1').innerText()).toBe('Recovery codes')
}

async function signOut(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Sign out' }).click()])
  await page.goto('/en/sign-in')
}

interface Options {
  challenge: string
  userVerification: string
}
type Asker = Pick<Page, 'request'>
const own = { 'sec-fetch-site': 'same-origin' }

const optionsOf = async (page: Asker, origin: string): Promise<Options> => {
  const answer = await page.request.post(`${origin}/en/sign-in/passkey/options`, { headers: own })
  return (await answer.json()) as Options
}

/** What the device answers to these options, on the page that is open. */
const signOn = (page: Page, optionsJSON: Options): Promise<string> =>
  page.evaluate(async (options) => {
    const { SimpleWebAuthnBrowser } = globalThis as unknown as {
      SimpleWebAuthnBrowser: { startAuthentication: (given: object) => Promise<object> }
    }
    return JSON.stringify(await SimpleWebAuthnBrowser.startAuthentication({ optionsJSON: options }))
  }, optionsJSON)

const send = async (page: Asker, origin: string, passkey: string): Promise<number> => {
  const sent = { headers: own, form: { passkey }, maxRedirects: 0 }
  return (await page.request.post(`${origin}/en/sign-in/passkey`, sent)).status()
}

describe('a passkey', () => {
  test('is added, lets its owner in by itself, and is their second step', async ({ open, committedDb }) => {
    const page = await open('ape')
    await giveDevice(page)
    await addPasskey(page)
    expect(await findAccessibilityFaults(page, 'en')).toEqual([])

    await page.goto('/en/work/account')
    await press(page, 'Set up an authenticator app')
    expect(await findAccessibilityFaults(page, 'en')).toEqual([])
    await press(page, 'Confirm')
    expect(await page.title()).toMatch(/^Error:/)
    expect(await findAccessibilityFaults(page, 'en')).toEqual([])

    await signOut(page)
    await press(page, 'Sign in with a passkey')
    expect(new URL(page.url()).pathname).toBe('/en/work')
    const began = await committedDb('sessions').where({ method: 'passkey', strong: true })
    expect(began).toHaveLength(1)

    await signOut(page)
    await signIn(page, 'ape')
    expect(new URL(page.url()).pathname).toBe('/en/sign-in/code')
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor()
    expect(await findAccessibilityFaults(page, 'en')).toEqual([])
    await press(page, 'Use a passkey')
    expect(new URL(page.url()).pathname).toBe('/en/work')

    await page.goto('/en/work/account/prove?next=/en/work/account/second-factor')
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor()
    await press(page, 'Use a passkey')
    expect(new URL(page.url()).pathname).toBe('/en/work/account/second-factor')
    await committedDb('secondFactors').delete()
  })

  test('of another page, an answer given before, or a copy of it lets nobody in', async ({
    browser,
    portal: { origin },
    committedDb,
  }) => {
    const page = await browser.newPage({ baseURL: origin })
    const wait = () => page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
    const answered = async () => signOn(page, await optionsOf(page, origin))
    await page.goto('/en/sign-in')
    await signIn(page, 'ape')
    await giveDevice(page)
    await addPasskey(page)
    await signOut(page)
    await wait()

    const answer = await answered()
    expect(await send(page, origin, answer)).toBe(303)
    await page.context().clearCookies()
    expect(await send(page, origin, answer)).toBe(422)
    await optionsOf(page, origin)
    expect(await send(page, origin, answer)).toBe(422)

    // Another program on the same machine: for the device it is the same place, for the portal another one.
    const other = await serve(committedDb, undefined, 'localhost')
    await page.goto(`${other.origin}/en/sign-in`)
    await wait()
    expect(await send(page, origin, await answered())).toBe(422)
    await page.goto(`${origin}/en/sign-in`)
    await other.close()

    await wait()
    await committedDb('secondFactors').update({ counter: 1000 })
    expect(await send(page, origin, await answered())).toBe(422)
    await committedDb('secondFactors').update({ counter: 0 })
    expect(await send(page, origin, await answered())).toBe(303)
    await page.context().close()
    await committedDb('secondFactors').delete()
  })

  test('is not offered by a browser that knows none', async ({ open }) => {
    const page = await open('ape')
    await page.addInitScript('delete window.PublicKeyCredential')
    await page.goto('/en/work/account/second-factor/passkey')
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('button', { name: 'Add a passkey' }).isVisible()).toBe(false)
    expect(await page.locator('main').innerText()).toContain('This browser cannot add a passkey')
  })

  test('is asked to be opened by its owner, by the browser and by the portal', async ({
    open,
    portal: { origin },
    committedDb,
  }) => {
    const page = await open('ape')
    const { device, id } = await giveDevice(page)
    await addPasskey(page)
    await signOut(page)
    await device.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false })
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByRole('alert').filter({ hasText: 'Nothing was confirmed with the passkey.' }).waitFor()
    const asked = { ...(await optionsOf(page, origin)), userVerification: 'discouraged' }
    expect(await send(page, origin, await signOn(page, asked))).toBe(422)
    await committedDb('secondFactors').delete()
  })
})
