import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { SessionData } from 'express-session'
import passport from 'passport'
import { Strategy } from 'passport-local'
import type { Db } from '#platform/db/connection.ts'
import { transact } from '#platform/db/transact.ts'
import { today, type Clock } from '#platform/values/day.ts'
import { hashPassword, isOutdated, verifyPassword } from '#platform/values/password.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { ownCookie } from '#platform/sessions/own-cookie.ts'
import { deviceOf } from '#platform/sessions/device.ts'
import type { ShortLivedCache } from '#platform/sessions/short-lived-cache.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { recordSignIn } from '#modules/people/accounts/commands.ts'
import { findPerson, findPersonByEmail } from '#modules/people/accounts/queries.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import { knownForDays, noteDevice } from './device-commands.ts'
import { noteProof } from './proof-guard.ts'

interface Authenticating {
  db: Db
  now: Clock
  /** Whom to call about a letter. */
  phone: string
}

/**
 * Who sends each request. An unknown address costs the same time as a wrong password, and a person whose account or
 * last role has ended is nobody from their next request on.
 */
export function authentication({ recent, ...given }: Authenticating & { recent: ShortLivedCache }) {
  const { db, now } = given
  const auth = new passport.Passport()

  auth.use(
    new Strategy({ usernameField: 'email' }, (email, password, done) => {
      verifyCredentials(db, email, password).then((person) => done(null, person ?? false), done)
    }),
  )
  auth.serializeUser((user, done) => done(null, (user as { id: string }).id))

  const findOut = async (req: Request) => {
    const id = (req.session as typeof req.session | undefined)?.passport?.user
    const day = today(now)
    req.viewer = id ? ((await recent.remember(`viewer ${id} ${day}`, () => findViewer(db, id, day))) ?? null) : null
    Object.assign(req.res?.locals ?? {}, { viewer: req.viewer })
  }
  const knowViewer: RequestHandler = async (req, _res, next) => {
    await findOut(req)
    next()
  }

  return {
    initialize: auth.initialize() as RequestHandler,
    knowViewer,
    checkPassword: checkWith(auth),
    begin: beginWith(given, findOut),
  }
}

async function verifyCredentials(db: Db, email: string, password: string): Promise<{ id: string } | undefined> {
  const person = await findPersonByEmail(db, email)
  const right = await verifyPassword(password, person?.passwordHash ?? null)
  if (!right || !person || person.deactivatedAt) return undefined
  if (person.passwordHash !== null && isOutdated(person.passwordHash)) await renewHash(db, person, password)
  return person
}

// The password is known only now; of what the account is nothing changes, and nobody needs to know.
async function renewHash(db: Db, { id, passwordHash }: Person, password: string): Promise<void> {
  await db('people')
    .where({ id, passwordHash })
    .update({ passwordHash: await hashPassword(password) })
}

/** Whose e-mail and password a form of signing in holds; null where they are not right. No session begins by it. */
export type CheckPassword = (req: Request) => Promise<Pick<Viewer, 'id'> | null>

/** How a session begins: by which means, and whether a second factor was shown. */
export type Beginning = Omit<SessionData['begun'], 'device'>

/**
 * Begins a session of somebody who has shown who they are, under a new id, and records it. All but a letter's link are a
 * recent proof. A browser that they never signed in with before is told to them by a letter. The page that answers is theirs.
 */
export type Begin = (req: Request, person: { id: string }, beginning: Beginning) => Promise<void>

const deviceCookie = ownCookie('device')

/** What the cookie of this browser says to know it by; null where nobody has signed in with it. */
export const deviceToken = (req: Request): string | null => {
  const token = deviceCookie.read(req)
  return token !== null && /^[0-9a-f]{64}$/.test(token) ? token : null
}

const beginWith =
  ({ db, now, phone }: Authenticating, findOut: (req: Request) => Promise<void>): Begin =>
  async (req, { id }, beginning) => {
    const label = deviceOf(req.get('user-agent'))
    await logIn(req, id, { ...beginning, device: label })
    const token = deviceToken(req) ?? randomBytes(32).toString('hex')
    deviceCookie.set(req.res as Response, token, knownForDays * 24 * 60)
    await transact(db, { id }, async (tx) => {
      const person = (await findPerson(tx.db, id)) as Person
      await noteDevice(tx, person, { token, label }, { phone, at: now() })
      await recordSignIn(tx, person, beginning.method)
    })
    await findOut(req)
  }

// Passport speaks in callbacks; it rotates the session's id when it signs somebody in.
const logIn = (req: Request, id: string, begun: SessionData['begun']): Promise<void> =>
  new Promise((resolve, reject) => {
    req.logIn({ id }, (failure?: Error) => {
      if (failure) return reject(failure)
      Object.assign(req.session, { signedInAt: Date.now(), begun })
      if (begun.method !== 'link') noteProof(req)
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
