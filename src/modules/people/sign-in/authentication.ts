import type { Request, RequestHandler, Response } from 'express'
import passport from 'passport'
import { Strategy } from 'passport-local'
import type { Db } from '#platform/db/connection.ts'
import { today, type Clock } from '#platform/values/day.ts'
import { verifyPassword } from '#platform/values/password.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { ShortLivedCache } from '#platform/web/short-lived-cache.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { findViewer } from '#modules/people/roles/queries.ts'

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
    const id = (req.session as { passport?: { user?: string } } | undefined)?.passport?.user
    const day = today(now)
    req.viewer = id ? ((await recent.remember(`viewer ${id} ${day}`, () => findViewer(db, id, day))) ?? null) : null
    res.locals['viewer'] = req.viewer
    next()
  }

  return { initialize: auth.initialize() as RequestHandler, knowViewer, signIn: signInWith(auth), begin }
}

async function verifyCredentials(db: Db, email: string, password: string): Promise<{ id: string } | undefined> {
  const person = await findPersonByEmail(db, email)
  const right = await verifyPassword(password, person?.passwordHash ?? null)
  return right && person && !person.deactivatedAt ? person : undefined
}

export type SignIn = (req: Request) => Promise<Pick<Viewer, 'id'> | null>

/** Begins a session of somebody who has shown who they are. */
export type Begin = (req: Request, person: { id: string }) => Promise<void>

// Passport speaks in callbacks; it rotates the session's id when it signs somebody in.
const begin: Begin = (req, person) =>
  new Promise((resolve, reject) => {
    req.logIn(person, (failure?: Error) => {
      if (failure) return reject(failure)
      Object.assign(req.session, { signedInAt: Date.now(), seenAt: Date.now() })
      req.session.save((unsaved?: Error) => (unsaved ? reject(unsaved) : resolve()))
    })
  })

const signInWith =
  (auth: InstanceType<typeof passport.Passport>): SignIn =>
  (req) =>
    new Promise((resolve, reject) => {
      const answer = (error: Error | null, person: Express.User | false) => {
        if (error) return reject(error)
        if (!person) return resolve(null)
        begin(req, person as Viewer).then(() => resolve(person as Viewer), reject)
      }
      const authenticate = auth.authenticate('local', answer) as RequestHandler
      void authenticate(req, req.res as Response, reject)
    })
