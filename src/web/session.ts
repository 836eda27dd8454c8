import connectPgSimple from 'connect-pg-simple'
import type { RequestHandler } from 'express'
import session from 'express-session'
import { plainPool, type Db } from '#db/db.ts'

export interface SessionSettings {
  secret: string
  https: boolean
  idleMinutes: number
  longestHours: number
}

const PgStore = connectPgSimple(session)
const touchEvery = 10 * 60_000

const cookieName = (https: boolean): string => (https ? '__Host-session' : 'session')

/**
 * Sessions in PostgreSQL. Visitors without one cost no query and get no cookie. A session ends after a time unused, and
 * after a longest time whatever happens; being used is noted at most every ten minutes, since it costs a write.
 */
export function sessions(db: Db, { secret, https, idleMinutes, longestHours }: SessionSettings): RequestHandler[] {
  const name = cookieName(https)
  const keep = session({
    name,
    secret,
    store: new PgStore({
      pool: plainPool(db) as never,
      tableName: 'sessions',
      disableTouch: true,
      errorLog: () => undefined,
    }),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: idleMinutes * 60_000 },
  })

  const onlyWhereNeeded: RequestHandler = (req, res, next) => {
    res.locals['hadSession'] = (req.headers.cookie ?? '').includes(`${name}=`)
    if (res.locals['hadSession'] || /^\/(lv|et|en)\/sign-in/.test(req.path)) keep(req, res, next)
    else next()
  }

  const endOrNote: RequestHandler = (req, _res, next) => {
    const now = Date.now()
    const { signedInAt, seenAt } = (req.session as typeof req.session | undefined) ?? {}
    if (signedInAt === undefined || seenAt === undefined) return next()
    if (now - signedInAt > longestHours * 3_600_000) return req.session.regenerate(next)
    if (now - seenAt > touchEvery) req.session.seenAt = now
    next()
  }

  return [onlyWhereNeeded, endOrNote]
}
