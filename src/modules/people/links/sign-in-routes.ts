import { createHash, randomBytes } from 'node:crypto'
import type { Response } from 'express'
import { system, transact } from '#platform/db/transact.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { today } from '#platform/values/day.ts'
import { deviceOf } from '#platform/sessions/device.ts'
import { ownCookie } from '#platform/sessions/own-cookie.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { refusePlainHttp, setPrivateHeaders } from '#platform/web/security.ts'
import { emailForm } from '#modules/people/accounts/schema.ts'
import { goodFor, LinkOver } from '#modules/people/accounts/link.ts'
import { findPersonByLink } from '#modules/people/accounts/link-queries.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import { askSecondStep } from '#modules/people/second-step/page.ts'
import type { Begin } from '#modules/people/sign-in/authentication.ts'
import { invite } from './commands.ts'
import { showOver } from './link-page.ts'
import { disownSignInLink, mayUseLetter, sendSignInLink, tellToUsePassword, useSignInLink } from './sign-in-commands.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/links/ask-letter': { form: Form; sent: boolean; minutes: number }
    'modules/people/links/by-letter': { person: Person; token: string; asked: { at: Date; device: string } | null }
    'modules/people/links/disowned': object
  }
}

const i18nScope = 'people:by_letter'
const view = 'modules/people/links/ask-letter'
const minutes = goodFor.sign_in

// The browser that asked for a letter, for as long as the letter is good.
const askedCookie = ownCookie('asked')
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Signing in by a letter, for community members: they come rarely, and forget passwords. */
export function signInLinkRoutes({ db, limits, now, config }: Services, begin: Begin) {
  const { router, get, post } = routes()
  const { phone } = config.contact

  get(paths.people.signInLink, anyone, ({ req, res, query }) => {
    refusePlainHttp(req, config.origin)
    render(res, view, { form: blankForm(i18nScope), sent: query['sent'] === 'yes', minutes })
  })

  post(paths.people.signInLink, anyone, async ({ req, res, body, locale }) => {
    refusePlainHttp(req, config.origin)
    const reading = readForm(i18nScope, emailForm[locale], body)
    if (!reading.ok) return render(res, view, { form: reading.form, sent: false, minutes }, 422)
    const person = await findPersonByEmail(db, reading.input.email)
    // Everybody gets the cookie and the same answer, also for an address that nobody has here.
    const token = randomBytes(32).toString('hex')
    askedCookie.set(res, token, minutes)
    const asked = { hash: hashOf(token), device: deviceOf(req.get('user-agent')), phone }
    const account = person?.id ?? reading.input.email
    if (await limits.countLink(String(req.ip), account, 'sign_in')) await send(person, asked)
    res.redirect(303, `/${locale}${paths.people.signInLink()}?sent=yes`)
  })

  const mayUse = async (person: Person) => mayUseLetter(await findViewer(db, person.id, today(now)))

  const send = async (person: Person | undefined, asked: Parameters<typeof sendSignInLink>[2]) => {
    if (!person || person.deactivatedAt) return
    const isMember = await mayUse(person)
    await transact(db, system, async (tx) => {
      // Who has not begun yet needs the invitation once more.
      if (person.passwordHash === null) await invite(tx, person, { by: { id: null, name: null }, note: null, phone })
      else if (isMember) await sendSignInLink(tx, person, asked)
      else await tellToUsePassword(tx, person, phone, now())
    })
  }

  /** Whose link it is, if it is good and they may still sign in by it; else says that it is over. */
  const personOf = async (res: Response, token: string) => {
    const person = await findPersonByLink(db, token, 'sign_in')
    if (person && (await mayUse(person))) return person
    showOver(res)
    return null
  }

  get(paths.people.signInByLink, anyone, async ({ req, res, params: { token } }) => {
    refusePlainHttp(req, config.origin)
    const person = await personOf(res, token)
    if (!person) return
    const cookie = askedCookie.read(req)
    const isSame = cookie !== null && hashOf(cookie) === person.askedHash
    const asked = isSame ? null : { at: person.askedAt, device: person.askedDevice ?? '' }
    letterHeaders(res)
    render(res, 'modules/people/links/by-letter', { person, token, asked })
  })

  post(paths.people.signInByLink, anyone, async ({ req, res, body, locale, params: { token } }) => {
    refusePlainHttp(req, config.origin)
    const person = await personOf(res, token)
    if (!person) return
    const isTheirs = body['answer'] !== 'no'
    const finish = isTheirs ? useSignInLink : disownSignInLink
    try {
      await transact(db, person, (tx) => finish(tx, person, token))
    } catch (error) {
      if (error instanceof LinkOver) return showOver(res)
      throw error
    }
    if (!isTheirs) return render(res, 'modules/people/links/disowned', {})
    const onward = { next: `/${locale}${paths.desk()}`, kept: null }
    if (await askSecondStep({ req, res, locale }, db, person, onward, 'link')) return
    await begin(req, person, { method: 'link', strong: false })
    res.redirect(303, onward.next)
  })

  return router
}

// Its form signs somebody in, and is taken from the portal's own pages only: an older browser is to say that it comes from one.
function letterHeaders(res: Response): void {
  setPrivateHeaders(res)
  res.setHeader('Referrer-Policy', 'same-origin')
}
