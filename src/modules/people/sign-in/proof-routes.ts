import type { ErrorRequestHandler, Response } from 'express'
import { blankForm, readForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { paths } from '#platform/paths/paths.ts'
import { render, type SubmittedForm } from '#platform/pages/render.ts'
import type { Services } from '#platform/services/services.ts'
import { verifyPassword } from '#platform/values/password.ts'
import { carriedForm, submittedForm } from '#platform/web/error-answers.ts'
import { orNotFound } from '#platform/web/errors.ts'
import { routes, signedIn } from '#platform/web/routes.ts'
import { ownPath } from '#platform/web/security.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { noteProof, ProofNeeded } from './proof-guard.ts'
import { proofForm } from './schema.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/sign-in/prove': { form: Form; next: string; kept: SubmittedForm | null }
    'modules/people/sign-in/proved': { kept: SubmittedForm }
  }
}

const i18nScope = 'people:prove'

const show = (res: Response, form: Form, next: string, kept: SubmittedForm | null, status = 200) => {
  res.setHeader('Cache-Control', 'no-store')
  render(res, 'modules/people/sign-in/prove', { form: { ...form, values: {} }, next, kept }, status)
}

/** Asks whoever must prove who they are, and keeps their way: what they asked for, or what they sent. */
export const proveAgainPage: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof ProofNeeded)) return next(error)
  const kept = submittedForm(req)
  if (kept) return show(res, blankForm(i18nScope), '', kept, 401)
  res.redirect(303, `/${res.locals['locale']}${paths.people.prove()}?next=${encodeURIComponent(req.originalUrl)}`)
}

/** Where somebody who is signed in types their password once more, before they change what their account hangs on. */
export function proofRoutes({ db, limits }: Services) {
  const { router, get, post } = routes()

  get(paths.people.prove, signedIn, ({ res, query, locale }) => {
    show(res, blankForm(i18nScope), ownPath(query['next'], `/${locale}${paths.people.account()}`), null)
  })

  post(paths.people.prove, signedIn, async ({ req, res, viewer, body, locale }) => {
    const next = ownPath(body['next'], `/${locale}${paths.people.account()}`)
    const kept = carriedForm(body)
    const reading = readForm(i18nScope, proofForm, body)
    if (!reading.ok) return show(res, reading.form, next, kept, 422)

    const person = orNotFound(await findPerson(db, viewer.id))
    const { password } = reading.input
    const unhurried = { ip: String(req.ip), account: person.id, isKnown: true, slowDown: () => Promise.resolve() }
    const isRight = await limits.tryPassword(unhurried, async () =>
      (await verifyPassword(password, person.passwordHash)) ? true : null,
    )
    if (!isRight) {
      const wrong = withProblems(i18nScope, {}, { password: { key: 'wrong', params: {} } })
      return show(res, wrong, next, kept, 422)
    }
    noteProof(req)
    if (kept) render(res, 'modules/people/sign-in/proved', { kept })
    else res.redirect(303, next)
  })

  return router
}
