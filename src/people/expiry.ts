import type { ErrorRequestHandler } from 'express'
import { SignInFirst } from '#web/errors.ts'
import { keptOf } from '#web/failures.ts'
import { blank } from '#web/form.ts'
import { render } from '#web/render.ts'

/** Who must sign in first is sent there and back again; a form sent after the session ended keeps all that was typed. */
export const signInOnExpiry: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof SignInFirst)) return next(error)
  const kept = keptOf(req)
  if (!kept) return res.redirect(302, `/${res.locals['locale']}/sign-in?next=${encodeURIComponent(req.originalUrl)}`)
  res.setHeader('Cache-Control', 'no-store')
  render(res, 'people/sign-in', { form: blank('people:sign_in'), next: '', kept, cast: [], password: '' }, 401)
}
