import { Router, type Request, type Response } from 'express'
import { system, transact } from '#platform/db/transact.ts'
import { blankForm, readForm, type Form } from '#platform/forms/form-kit.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { refusePlainHttp, setPrivateHeaders } from '#platform/web/security.ts'
import { findPersonByLink } from '#modules/people/accounts/link-queries.ts'
import { shortestPassword } from '#modules/people/accounts/password-strength.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { emailForm } from '#modules/people/accounts/schema.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { askSecondStep } from '#modules/people/second-step/page.ts'
import type { Begin } from '#modules/people/sign-in/authentication.ts'
import { acceptInvitation, invite, sendNewPasswordLink } from './commands.ts'
import { showOver, unlessOver, weaknessOf, whoJustChose, withoutPassword } from './link-page.ts'
import { newPasswordRoutes } from './new-password-routes.ts'
import { welcomeForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/links/welcome': { form: Form; person: Person; token: string; shortest: number }
    'modules/people/links/forgotten': { form: Form; sent: boolean }
  }
}

const welcomeScope = 'people:welcome'
const forgottenScope = 'people:forgotten'

/** What is begun from a letter: reading a page changes nothing, its button uses the link up. */
export function linkRoutes(services: Services, begin: Begin) {
  const { db, limits, config } = services
  const { router, get, post } = routes()
  const { phone } = config.contact

  const showWelcome = (res: Response, person: Person, token: string, form: Form, status = 200) => {
    setPrivateHeaders(res)
    render(res, 'modules/people/links/welcome', { form, person, token, shortest: shortestPassword }, status)
  }

  get(paths.people.welcome, anyone, async ({ req, res, params: { token } }) => {
    refusePlainHttp(req, config.origin)
    const person = await findPersonByLink(db, token, 'invitation')
    if (person) showWelcome(res, person, token, blankForm(welcomeScope, { locale: person.locale }))
    else showOver(res)
  })

  post(paths.people.welcome, anyone, async ({ req, res, body, params: { token } }) => {
    const person = await findPersonByLink(db, token, 'invitation')
    if (!person) {
      const again = await whoJustChose(db, token, 'invitation', body)
      return again ? begun(req, res, again, again.locale) : showOver(res)
    }
    const reading = readForm(welcomeScope, welcomeForm, body)
    if (!reading.ok) return showWelcome(res, person, token, withoutPassword(reading.form), 422)
    const weak = await weaknessOf(welcomeScope, body, reading.input.password, person)
    if (weak) return showWelcome(res, person, token, weak, 422)

    const chosen = { token, password: reading.input.password, locale: reading.input.locale }
    const accepted = await unlessOver(() => transact(db, person, (tx) => acceptInvitation(tx, person, chosen)))
    if (!accepted && !(await whoJustChose(db, token, 'invitation', body))) return showOver(res)
    await begun(req, res, person, chosen.locale)
  })

  const begun = async (req: Request, res: Response, person: Person, locale: Locale) => {
    // Of an account that was closed and is open again the second factors are still there.
    const onward = { next: `/${locale}${paths.desk()}`, kept: null }
    if (await askSecondStep({ req, res, locale }, db, person, onward)) return
    await begin(req, person, { method: 'password', strong: false })
    res.redirect(303, onward.next)
  }

  get(paths.people.forgotten, anyone, ({ res, query }) => {
    render(res, 'modules/people/links/forgotten', { form: blankForm(forgottenScope), sent: query['sent'] === 'yes' })
  })

  post(paths.people.forgotten, anyone, async ({ req, res, body, locale }) => {
    const reading = readForm(forgottenScope, emailForm[locale], body)
    if (!reading.ok) return render(res, 'modules/people/links/forgotten', { form: reading.form, sent: false }, 422)
    const { email } = reading.input
    const person = await findPersonByEmail(db, email)
    // The answer is the same for everybody, also for an address that nobody has here.
    // People do not see this field; programs that fill in every form do.
    const isPerson = !body['url2']
    if (isPerson && (await limits.countLink(String(req.ip), person?.id ?? email, 'new_password')))
      await sendLink(person)
    res.redirect(303, `/${locale}${paths.people.forgotten()}?sent=yes`)
  })

  const sendLink = async (person: Person | undefined) => {
    if (!person || person.deactivatedAt) return
    await transact(db, system, async (tx) => {
      // Who has not begun yet needs the invitation once more.
      if (person.passwordHash === null) await invite(tx, person, { by: { id: null, name: null }, note: null, phone })
      else await sendNewPasswordLink(tx, person, { by: null, phone })
    })
  }

  return Router().use(router, newPasswordRoutes(services))
}
