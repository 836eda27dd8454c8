import type { Request, Response } from 'express'
import { transact } from '#platform/db/transact.ts'
import { paths } from '#platform/paths/paths.ts'
import type { Services } from '#platform/services/services.ts'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render, type SubmittedForm } from '#platform/pages/render.ts'
import { carriedForm } from '#platform/web/error-answers.ts'
import { anyone, routes } from '#platform/web/routes.ts'
import { ownPath, refusePlainHttp } from '#platform/web/security.ts'
import { flash } from '#platform/web/site.ts'
import { demoAccounts, demoPassword } from '#modules/people/accounts/demo-accounts.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { askSecondStep } from '#modules/people/second-step/page.ts'
import { deviceToken, type Begin, type CheckPassword } from './authentication.ts'
import { isKnownDevice } from './device-commands.ts'
import { recordFailedSignIn } from './failed-commands.ts'
import { slowDown } from './many-tries-commands.ts'
import { signInForm } from './schema.ts'

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
  }
}

const i18nScope = 'people:sign_in'
// Looked for where nobody has an address, so that no answer comes sooner for it.
const nobody = '00000000-0000-0000-0000-000000000000'
const text = (value: unknown) => (typeof value === 'string' ? value : '')

export interface SigningIn {
  checkPassword: CheckPassword
  begin: Begin
}

/** Signing in with a password, and out. */
export function signInRoutes({ db, limits, now, config }: Services, { checkPassword, begin }: SigningIn) {
  const { router, get, post } = routes()
  const { demo, origin } = config
  const { phone } = config.contact

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

  const whoseAre = async (req: Request, email: string) => {
    const person = await findPersonByEmail(db, email)
    const trying = { person, device: deviceToken(req), phone, at: now() }
    const tried = {
      ...{ ip: String(req.ip), account: person?.id ?? email },
      isKnown: await isKnownDevice(db, person?.id ?? nobody, trying.device),
      slowDown: (more: number) => slowDown(db, more, trying),
    }
    return limits.tryPassword(tried, () => checkPassword(req))
  }

  post(paths.people.signIn, anyone, async ({ req, res, body, locale }) => {
    refusePlainHttp(req, origin)
    const next = ownPath(body['next'], `/${locale}${paths.desk()}`)
    const kept = carriedForm(body)
    const reading = readForm(i18nScope, signInForm, body)
    if (!reading.ok) return showSignIn(res, withoutPassword(reading.form), next, kept, 422)

    const person = await whoseAre(req, reading.input.email)
    if (!person) {
      await recordFailedSignIn(db, reading.input.email)
      const wrong = withProblems(i18nScope, body, { email: { key: 'wrong', params: {} } })
      return showSignIn(res, withoutPassword(wrong), next, kept, 422)
    }
    if (await askSecondStep({ req, res, locale }, db, person, { next, kept })) return
    await begin(req, person, { method: 'password', strong: false })
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

  return router
}

const withoutPassword = (form: Form): Form => ({ ...form, values: { email: text(form.values['email']) } })
