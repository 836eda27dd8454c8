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

const findSession = `select sess, seen_at < portal_now() - interval '10 minutes' as is_due from sessions
  where sid = $1 and expire >= now()`

/**
 * The store of sessions. One read a moment ago is not read again until somebody does something, anywhere. A session that was
 * read is only ever changed, never made again: who was signed out while a request ran stays so when it ends.
 */
function storeOf(db: Db, recent: ShortLivedCache, idleMinutes: number): Store {
  const plain = plainPool(db)
  const store: Store = new PgStore({ pool: plain as never, tableName: 'sessions', errorLog: () => undefined })
  const destroy = store.destroy.bind(store)
  const made = new WeakSet<object>()

  // Express changes the session it is given, so each request gets its own from the text.
  const find = async (sid: string): Promise<string | undefined> => {
    const { rows } = await plain.query(findSession, [sid])
    const [row] = rows as { sess: SessionData; is_due: boolean }[]
    return row && JSON.stringify({ ...row.sess, isStored: true, isDue: row.is_due })
  }

  const write = async (sid: string, data: SessionData) => {
    const row = { ...rowOf(data), expire: new Date(Date.now() + idleMinutes * 60_000) }
    if (data.isStored || made.has(data)) return db('sessions').where({ sid }).update(row)
    made.add(data)
    return db('sessions').insert({ sid, ...row })
  }

  store.get = (sid, done) => {
    recent
      .remember(keyOf(sid), () => find(sid))
      .then((text) => done(null, text === undefined ? null : (JSON.parse(text) as SessionData)), done)
  }
  store.set = (sid, data, done) => {
    const after = (error?: unknown) => {
      recent.drop(keyOf(sid))
      done?.(error)
    }
    write(sid, data).then(() => after(), after)
  }
  store.destroy = (sid, done) =>
    destroy(sid, (error?: unknown) => {
      recent.drop(keyOf(sid))
      done?.(error)
    })
  // Where a store can be told that a session was used, each answer first compares the session with what it was, once more.
  Object.assign(store, { touch: undefined })
  return store
}

const keyOf = (sid: string) => `session ${sid}`

// What lists of sessions tell has columns of its own; the rest is the session's alone.
function rowOf({ isStored: _, isDue: __, ...sess }: SessionData) {
  const { passport, begun } = sess as Partial<SessionData>
  return { sess: JSON.stringify(sess), personId: passport?.user ?? null, ...begun }
}

/** What the cookie of the session is called; over https no other host can set it. */
export const cookieName = (https: boolean): string => (https ? '__Host-session' : 'session')

/**
 * Sessions in PostgreSQL. Visitors without one cost no query and get no cookie. A session ends after a time unused, and
 * after a longest time whatever happens: the database knows when, the cookie is good for the longest time. Being used is
 * noted at most every ten minutes, since it costs a write.
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
    store: storeOf(db, recent, idleMinutes),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: longestHours * 3_600_000 },
  })

  const onlyWhereNeeded: RequestHandler = (req, res, next) => {
    res.locals['hadSession'] = (req.headers.cookie ?? '').includes(`${name}=`)
    if (res.locals['hadSession'] || /^\/(lv|et|en)\/(?:sign-in|account\/welcome)/.test(req.path)) keep(req, res, next)
    else next()
  }

  const endOrNote: RequestHandler = async (req, _res, next) => {
    const { signedInAt, isDue } = (req.session as typeof req.session | undefined) ?? {}
    if (signedInAt === undefined) return next()
    if (Date.now() - signedInAt > longestHours * 3_600_000) return req.session.regenerate(next)
    if (isDue) await noteUse(db, req.sessionID, idleMinutes).then(() => recent.drop(keyOf(req.sessionID)))
    next()
  }

  return [onlyWhereNeeded, endOrNote]
}

const noteUse = (db: Db, sid: string, idleMinutes: number): Promise<unknown> =>
  db('sessions')
    .where({ sid })
    .whereRaw(`seen_at < portal_now() - interval '10 minutes'`)
    .update({ seenAt: db.raw('portal_now()'), expire: new Date(Date.now() + idleMinutes * 60_000) })

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
