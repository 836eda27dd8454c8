import type { Request, RequestHandler, Response } from 'express'
import type { SessionData } from 'express-session'
import passport from 'passport'
import { Strategy } from 'passport-local'
import type { Db } from '#platform/db/connection.ts'
import { today, type Clock } from '#platform/values/day.ts'
import { verifyPassword } from '#platform/values/password.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { deviceOf } from '#platform/web/device.ts'
import type { ShortLivedCache } from '#platform/web/short-lived-cache.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import { noteProof } from './proof-guard.ts'

/**
 * Who sends each request. An unknown address costs the same time as a wrong password, and a person whose account or
 * last role has ended is nobody from their next request on.
 */
export function authentication(db: Db, recent: ShortLivedCache, now: Clock) {
  const auth = new passport.Passport()

  auth.use(
    new Strategy({ usernameField: 'email' }, (email, password, done) => {
      verifyCredentials(db, email, password).then((person) => done(null, person ?? false), done)
    }),
  )
  auth.serializeUser((user, done) => done(null, (user as { id: string }).id))

  const knowViewer: RequestHandler = async (req, res, next) => {
    const id = (req.session as typeof req.session | undefined)?.passport?.user
    const day = today(now)
    req.viewer = id ? ((await recent.remember(`viewer ${id} ${day}`, () => findViewer(db, id, day))) ?? null) : null
    res.locals['viewer'] = req.viewer
    next()
  }

  return { initialize: auth.initialize() as RequestHandler, knowViewer, checkPassword: checkWith(auth), begin }
}

async function verifyCredentials(db: Db, email: string, password: string): Promise<{ id: string } | undefined> {
  const person = await findPersonByEmail(db, email)
  const right = await verifyPassword(password, person?.passwordHash ?? null)
  return right && person && !person.deactivatedAt ? person : undefined
}

/** Whose e-mail and password a form of signing in holds; null where they are not right. No session begins by it. */
export type CheckPassword = (req: Request) => Promise<Pick<Viewer, 'id'> | null>

/** How a session begins: by which means, and whether a second factor was shown. */
export type Beginning = Omit<SessionData['begun'], 'device'>

/** Begins a session of somebody who has shown who they are, under a new id. All but a letter's link are a recent proof. */
export type Begin = (req: Request, person: { id: string }, beginning: Beginning) => Promise<void>

// Passport speaks in callbacks; it rotates the session's id when it signs somebody in.
const begin: Begin = (req, person, beginning) =>
  new Promise((resolve, reject) => {
    req.logIn(person, (failure?: Error) => {
      if (failure) return reject(failure)
      const begun = { ...beginning, device: deviceOf(req.get('user-agent')) }
      Object.assign(req.session, { signedInAt: Date.now(), begun })
      if (beginning.method !== 'link') noteProof(req)
      req.session.save((unsaved?: Error) => (unsaved ? reject(unsaved) : resolve()))
    })
  })

const checkWith =
  (auth: InstanceType<typeof passport.Passport>): CheckPassword =>
  (req) =>
    new Promise((resolve, reject) => {
      const answer = (error: Error | null, person: Express.User | false) => {
        if (error) reject(error)
        else resolve(person ? (person as Viewer) : null)
      }
      const authenticate = auth.authenticate('local', answer) as RequestHandler
      void authenticate(req, req.res as Response, reject)
    })
