import type { ErrorRequestHandler } from 'express'
import { Unauthenticated } from '#platform/web/errors.ts'
import { submittedForm } from '#platform/web/error-answers.ts'
import { blankForm } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { paths } from '#platform/paths/paths.ts'

/** Who must sign in first is sent there and back again; a form sent after the session ended keeps all that was typed. */
export const signInAgainPage: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof Unauthenticated)) return next(error)
  const kept = submittedForm(req)
  if (!kept)
    return res.redirect(
      302,
      `/${res.locals['locale']}${paths.people.signIn()}?next=${encodeURIComponent(req.originalUrl)}`,
    )
  res.setHeader('Cache-Control', 'no-store')
  render(
    res,
    'modules/people/sign-in/sign-in',
    { form: blankForm('people:sign_in'), next: '', kept, cast: [], password: '' },
    401,
  )
}
