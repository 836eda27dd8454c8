import connectPgSimple from 'connect-pg-simple'
import type { RequestHandler } from 'express'
import session, { type SessionData, type Store } from 'express-session'
import { plainPool, type Db } from '#platform/db/connection.ts'
import type { ShortLivedCache } from './short-lived-cache.ts'

export interface SessionSettings {
  secret: string
  https: boolean
  idleMinutes: number
  longestHours: number
}

const PgStore = connectPgSimple(session)
const touchEvery = 10 * 60_000

/**
 * The store of sessions. One read a moment ago is not read again until somebody does something, anywhere. A session that was
 * read is only ever changed, never made again: who was signed out while a request ran stays so when it ends.
 */
function storeOf(db: Db, recent: ShortLivedCache): Store {
  const pool = plainPool(db) as never
  const store: Store = new PgStore({ pool, tableName: 'sessions', errorLog: () => undefined })
  const read = store.get.bind(store)
  const write = store.set.bind(store)
  const destroy = store.destroy.bind(store)
  const keyOf = (sid: string) => `session ${sid}`

  // Express changes the session it is given, so each request gets its own from the text.
  const find = (sid: string) =>
    new Promise<string | undefined>((resolve, reject) => {
      read(sid, (error: Error | null, found?: SessionData | null) =>
        error ? reject(error) : resolve(found ? JSON.stringify(found) : undefined),
      )
    })
  const dropping =
    (sid: string, done: ((error?: unknown) => void) | undefined) =>
    (error?: unknown): void => {
      recent.drop(keyOf(sid))
      done?.(error)
    }

  const change = async (sid: string, sess: SessionData) => {
    const expire = new Date(Date.now() + (sess.cookie.maxAge ?? 0))
    await db('sessions')
      .where({ sid })
      .update({ sess: JSON.stringify(sess), expire })
  }

  store.get = (sid, done) => {
    recent
      .remember(keyOf(sid), () => find(sid))
      .then((text) => done(null, text === undefined ? null : stored(JSON.parse(text) as SessionData)), done)
  }
  store.set = (sid, data, done) => {
    const after = dropping(sid, done)
    if (data.isStored) change(sid, data).then(() => after(), after)
    else write(sid, data, after)
  }
  store.destroy = (sid, done) => destroy(sid, dropping(sid, done))
  // Where a store can be told that a session was used, each answer first compares the session with what it was, once more.
  Object.assign(store, { touch: undefined })
  return store
}

const stored = (data: SessionData): SessionData => ({ ...data, isStored: true })

const cookieName = (https: boolean): string => (https ? '__Host-session' : 'session')

/**
 * Sessions in PostgreSQL. Visitors without one cost no query and get no cookie. A session ends after a time unused, and
 * after a longest time whatever happens; being used is noted at most every ten minutes, since it costs a write.
 */
export function sessions(
  db: Db,
  recent: ShortLivedCache,
  { secret, https, idleMinutes, longestHours }: SessionSettings,
): RequestHandler[] {
  const name = cookieName(https)
  const keep = session({
    name,
    secret,
    store: storeOf(db, recent),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: idleMinutes * 60_000 },
  })

  const onlyWhereNeeded: RequestHandler = (req, res, next) => {
    res.locals['hadSession'] = (req.headers.cookie ?? '').includes(`${name}=`)
    if (res.locals['hadSession'] || /^\/(lv|et|en)\/(?:sign-in|account\/welcome)/.test(req.path)) keep(req, res, next)
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

/** Signs a request out whose session was ended, or whose roles were, while its body was on the way. */
export const signOutEnded =
  (loadViewer: RequestHandler): RequestHandler =>
  (req, res, next) => {
    if (!req.viewer) return next()
    req.sessionStore.get(req.sessionID, (error: unknown, data) => {
      if (error) return next(error)
      if (data) return void Promise.resolve(loadViewer(req, res, next)).catch(next)
      req.viewer = null
      res.locals['viewer'] = null
      next()
    })
  }
