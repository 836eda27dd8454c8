import type { ErrorRequestHandler } from 'express'
import { Unauthenticated } from '#web/errors.ts'
import { submittedForm } from '#web/failures.ts'
import { blankForm } from '#web/form.ts'
import { render } from '#web/render.ts'

/** Who must sign in first is sent there and back again; a form sent after the session ended keeps all that was typed. */
export const signInAgainPage: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof Unauthenticated)) return next(error)
  const kept = submittedForm(req)
  if (!kept) return res.redirect(302, `/${res.locals['locale']}/sign-in?next=${encodeURIComponent(req.originalUrl)}`)
  res.setHeader('Cache-Control', 'no-store')
  render(res, 'people/sign-in', { form: blankForm('people:sign_in'), next: '', kept, cast: [], password: '' }, 401)
}
