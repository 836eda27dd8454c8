import { urlencoded, type Request, type RequestHandler, type Response } from 'express'

const shortBody = urlencoded({ extended: false, limit: '256kb', parameterLimit: 1000 })
const longBody = urlencoded({ extended: false, limit: '8mb', parameterLimit: 12_000 })
// The same carried through signing in, where each name is a little longer.
const keptBody = urlencoded({ extended: false, limit: '9mb', parameterLimit: 12_100 })

const formOfMembers = /^\/(lv|et|en)\/(work|initiatives)\//
const signingIn = /^\/(lv|et|en)\/sign-in(?:\/code|\/passkey)?$/

/** Whether the form may be of somebody whose session ran out, be its cookie still there or not: they get back what they typed. */
export const mayBeSignedOut = (req: Request, res: Response): boolean =>
  Boolean(res.locals['hadSession']) || formOfMembers.test(req.path)

/** Reads a posted form. A plan's financial table is long, and nothing of it may be lost when its writer's session has just expired. */
export const parseBody: RequestHandler = (req, res, next) => {
  const carried = signingIn.test(req.path) && req.query['kept'] === 'yes'
  const parse = carried ? keptBody : req.viewer || mayBeSignedOut(req, res) ? longBody : shortBody
  parse(req, res, next)
}
