import { urlencoded, type RequestHandler } from 'express'

const shortBody = urlencoded({ extended: false, limit: '256kb', parameterLimit: 1000 })
const longBody = urlencoded({ extended: false, limit: '8mb', parameterLimit: 12_000 })

/** Reads a posted form. A plan's financial table is long, and nothing of it may be lost when its writer's session has just expired. */
export const parseBody: RequestHandler = (req, res, next) => {
  const parse = req.viewer || res.locals['hadSession'] ? longBody : shortBody
  parse(req, res, next)
}
