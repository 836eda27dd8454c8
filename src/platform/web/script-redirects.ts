import type { RequestHandler } from 'express'

/** A form that a script sent is told where it leads, so that the page with its text stays until it is saved. */
export const redirectScripts: RequestHandler = (req, res, next) => {
  if (req.get('X-Sent-By') !== 'script') return next()
  const redirect = res.redirect.bind(res)
  res.redirect = (status: number | string, place?: string) => {
    if (typeof status !== 'number' || place === undefined) return redirect(String(status))
    res.setHeader('X-Location', place)
    res.status(204).end()
  }
  next()
}
