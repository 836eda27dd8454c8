import type { Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { verifyPassword } from '#platform/values/password.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { carriedForm } from '#platform/web/error-answers.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { blankForm, readForm, withProblems, type Form, type FormProblem } from '#platform/forms/form-kit.ts'
import { render, type SubmittedForm } from '#platform/pages/render.ts'
import { anyone, routes, signedIn } from '#platform/web/routes.ts'
import { ownPath, refusePlainHttp } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import { demoAccounts, demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { chooseLanguage, signOutEverywhere } from './commands.ts'
import { languageForm, passwordForm, signInForm } from './schema.ts'
import { setPassword } from '#modules/people/accounts/password-commands.ts'
import { shortestPassword, passwordWeakness } from '#modules/people/accounts/password-strength.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { listScopesOf } from '#modules/people/roles/queries.ts'
import type { Begin, CheckPassword } from './authentication.ts'
import { slowDown } from './many-tries-commands.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/sign-in/sign-in': {
      form: Form
      next: string
      kept: SubmittedForm | null
      cast: readonly { email: string; role: string }[]
      password: string
    }
    'modules/people/sign-in/sign-in-again': { kept: SubmittedForm }
    'modules/people/sign-in/account': { form: Form; shortest: number; hats: RoleHeld[] }
  }
}

interface RoleHeld {
  role: string
  place: Multilingual | null
}

const i18nScope = 'people:sign_in'
const passwordScope = 'people:password'
const text = (value: unknown) => (typeof value === 'string' ? value : '')

interface SigningIn {
  checkPassword: CheckPassword
  begin: Begin
}

export function peopleRoutes(services: Services, { checkPassword, begin }: SigningIn) {
  const { db, limits, now } = services
  const { demo, origin, contact } = services.config
  const { router, get, post } = routes()

  const showSignIn = (res: Response, form: Form, next: string, kept: SubmittedForm | null, status = 200) => {
    render(
      res,
      'modules/people/sign-in/sign-in',
      { form, next, kept, cast: demo ? demoAccounts : [], password: demoPassword },
      status,
    )
  }

  get(paths.people.signIn, anyone, ({ req, res, viewer, query, locale }) => {
    refusePlainHttp(req, origin)
    const next = ownPath(query['next'], `/${locale}${paths.desk()}`)
    if (viewer) res.redirect(303, next)
    else showSignIn(res, blankForm(i18nScope), next, null)
  })

  post(paths.people.signIn, anyone, async ({ req, res, body, locale }) => {
    refusePlainHttp(req, origin)
    const next = ownPath(body['next'], `/${locale}${paths.desk()}`)
    const kept = carriedForm(body)
    const reading = readForm(i18nScope, signInForm, body)
    if (!reading.ok) return showSignIn(res, withoutPassword(reading.form), next, kept, 422)

    const more = await limits.countSignIn(String(req.ip), reading.input.email)
    if (more > 0) await slowDown(db, reading.input.email, more, now())
    const person = await checkPassword(req)
    if (!person) {
      const wrong = withProblems(i18nScope, body, { email: { key: 'wrong', params: {} } })
      return showSignIn(res, withoutPassword(wrong), next, kept, 422)
    }
    await limits.forgetSignIns(String(req.ip), reading.input.email)
    await begin(req, person, { method: 'password', strong: false })
    await transact(db, person, (tx) => tx.record('person.signed_in', person.id))
    if (kept) render(res, 'modules/people/sign-in/sign-in-again', { kept })
    else res.redirect(303, next)
  })

  post(paths.people.signOut, anyone, async ({ req, res, viewer, locale }) => {
    if (viewer) {
      // The session goes first: every process is notified of the change, and then none must find it any more.
      await new Promise<void>((resolve, reject) =>
        req.session.destroy((error?: Error) => (error ? reject(error) : resolve())),
      )
      await transact(db, viewer, (tx) => tx.record('person.signed_out', viewer.id))
    }
    res.setHeader('Clear-Site-Data', '"cache", "storage"')
    flash(res, 'signed_out')
    res.redirect(303, `/${locale}`)
  })

  const showAccount = async (res: Response, viewer: Viewer, form: Form, status = 200) => {
    const places = await listScopesOf(db, viewer)
    const hats = viewer.roles.map(({ role, territoryId, parishId }) => ({
      role,
      place: (places.find(({ id }) => id === (territoryId ?? parishId))?.names ?? null) as Multilingual | null,
    }))
    render(res, 'modules/people/sign-in/account', { form, shortest: shortestPassword, hats }, status)
  }

  get(paths.people.account, signedIn, ({ res, viewer }) => showAccount(res, viewer, blankForm(passwordScope)))

  post(paths.people.accountPassword, signedIn, async ({ req, res, viewer, body, locale }) => {
    const person = orNotFound(await findPerson(db, viewer.id))
    const reading = readForm(passwordScope, passwordForm, body)
    if (!reading.ok) return showAccount(res, viewer, withoutPassword(reading.form), 422)

    await limits.countSignIn(String(req.ip), person.email)
    const problem = await problemOf(reading.input, person)
    if (problem) return showAccount(res, viewer, withProblems(passwordScope, {}, problem), 422)

    await transact(db, viewer, (tx) =>
      setPassword(tx, person, reading.input.password, { phone: contact.phone, at: now() }),
    )
    flash(res, 'password_changed')
    res.redirect(303, `/${locale}${paths.people.signIn()}`)
  })

  post(paths.people.accountLanguage, signedIn, async ({ res, viewer, body, locale }) => {
    const reading = readForm('people:language', languageForm, body)
    const chosen = reading.ok ? reading.input.locale : locale
    const person = orNotFound(await findPerson(db, viewer.id))
    await transact(db, viewer, (tx) => chooseLanguage(tx, person, chosen))
    flash(res, 'saved')
    res.redirect(303, `/${chosen}${paths.people.account()}`)
  })

  post(paths.people.accountSessionsEnd, signedIn, async ({ res, viewer, locale }) => {
    await transact(db, viewer, (tx) => signOutEverywhere(tx, viewer))
    res.setHeader('Clear-Site-Data', '"cache", "storage"')
    flash(res, 'signed_out')
    res.redirect(303, `/${locale}`)
  })

  return router
}

const withoutPassword = (form: Form): Form => ({ ...form, values: { email: text(form.values['email']) } })

type Passwords = { current: string; password: string }
type Known = { email: string; name: string; passwordHash: string | null }

async function problemOf({ current, password }: Passwords, person: Known): Promise<Record<string, FormProblem> | null> {
  if (!(await verifyPassword(current, person.passwordHash))) return { current: { key: 'wrong', params: {} } }
  const weakness = passwordWeakness(password, person)
  return weakness ? { password: { key: weakness, params: { min: shortestPassword } } } : null
}
