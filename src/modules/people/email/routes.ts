import type { Response } from 'express'
import { Router } from 'express'
import { violatedConstraint } from '#platform/db/failures.ts'
import { transact } from '#platform/db/transact.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { anyone, routes, signedIn } from '#platform/web/routes.ts'
import { refusePlainHttp, setPrivateHeaders } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import { LinkOver } from '#modules/people/accounts/link.ts'
import { findPersonByLink } from '#modules/people/accounts/link-queries.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { findPerson, findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { showOver } from '#modules/people/links/link-page.ts'
import { requireProof } from '#modules/people/sign-in/proof-guard.ts'
import { askForEmail, confirmEmail, putEmailBack } from './commands.ts'
import { emailForm } from '#modules/people/accounts/schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/email/ask': { form: Form }
    'modules/people/email/confirm': { person: Person; newEmail: string; token: string }
    'modules/people/email/undo': { person: Person; newEmail: string; token: string }
    'modules/people/email/taken': object
  }
}

const i18nScope = 'people:email'

/** Another e-mail address for one's account: asked for here, confirmed from a letter to it, put back from one to the old. */
export const emailRoutes = (services: Services) => Router().use(askingRoutes(services), letterRoutes(services))

function askingRoutes({ db, limits, now, config }: Services) {
  const { router, get, post } = routes()
  const { phone } = config.contact

  get(paths.people.accountEmail, signedIn, ({ req, res }) => {
    requireProof(req)
    render(res, 'modules/people/email/ask', { form: blankForm(i18nScope) })
  })

  post(paths.people.accountEmail, signedIn, async ({ req, res, viewer, body, locale }) => {
    requireProof(req)
    const reading = readForm(i18nScope, emailForm[locale], body)
    if (!reading.ok) return render(res, 'modules/people/email/ask', { form: reading.form }, 422)
    const { email: newEmail } = reading.input
    const person = orNotFound(await findPerson(db, viewer.id))
    if (newEmail === person.email) {
      const form = withProblems(i18nScope, body, { email: { key: 'same', params: {} } })
      return render(res, 'modules/people/email/ask', { form }, 422)
    }
    // What is sent beyond the allowance is answered alike, as somebody else's mailbox may be meant.
    const holder = await findPersonByEmail(db, newEmail)
    if (await limits.countLink(String(req.ip), holder?.id ?? newEmail, 'email_change'))
      await transact(db, viewer, (tx) => askForEmail(tx, person, { newEmail, by: viewer.id, phone, at: now() }))
    flash(res, 'email_asked', newEmail)
    res.redirect(303, `/${locale}${paths.people.account()}`)
  })

  return router
}

function letterRoutes({ db, config }: Services) {
  const { router, get, post } = routes()
  const { phone } = config.contact

  /** Does what the button of a letter's page is for; says where it leads, or shows why it cannot be done. */
  const pressed = async (res: Response, use: () => Promise<string>) => {
    try {
      res.redirect(303, await use())
    } catch (error) {
      if (error instanceof LinkOver) return showOver(res, phone)
      if (violatedConstraint(error) !== 'people_email_key') throw error
      setPrivateHeaders(res)
      render(res, 'modules/people/email/taken', {}, 409)
    }
  }

  get(paths.people.emailChange, anyone, async ({ req, res, params: { token } }) => {
    refusePlainHttp(req, config.origin)
    const person = await findPersonByLink(db, token, 'email_change')
    if (!person?.newEmail) return showOver(res, phone)
    setPrivateHeaders(res)
    render(res, 'modules/people/email/confirm', { person, newEmail: person.newEmail, token })
  })

  post(paths.people.emailChange, anyone, async ({ res, viewer, locale, params: { token } }) => {
    const person = await findPersonByLink(db, token, 'email_change')
    if (!person) return showOver(res, phone)
    await pressed(res, async () => {
      await transact(db, person, (tx) => confirmEmail(tx, person, { token, phone }))
      flash(res, 'email_changed', person.newEmail ?? '')
      return `/${locale}${viewer ? paths.people.account() : paths.people.signIn()}`
    })
  })

  get(paths.people.emailUndo, anyone, async ({ req, res, params: { token } }) => {
    refusePlainHttp(req, config.origin)
    const person = await findPersonByLink(db, token, 'email_undo')
    if (!person?.newEmail) return showOver(res, phone)
    setPrivateHeaders(res)
    render(res, 'modules/people/email/undo', { person, newEmail: person.newEmail, token })
  })

  post(paths.people.emailUndo, anyone, async ({ res, locale, params: { token } }) => {
    const person = await findPersonByLink(db, token, 'email_undo')
    if (!person) return showOver(res, phone)
    await pressed(res, async () => {
      const password = await transact(db, person, (tx) => putEmailBack(tx, person, token))
      flash(res, 'email_restored', person.newEmail ?? '')
      return `/${locale}${paths.people.newPassword(password.token)}`
    })
  })

  return router
}
