import { createHash, randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { today, type Clock } from '#platform/values/day.ts'
import { paths } from '#platform/paths/paths.ts'
import { FactorNeeded } from '#platform/web/errors.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { secondFactorDue } from '#modules/people/second-factors/factor.ts'

/** What somebody shows first: the password, a link of a letter, or an account elsewhere. */
export type FirstStep = 'password' | 'link' | 'oidc'

/** Somebody whose password was right and whose second step is awaited: nobody yet. */
interface Pending {
  id: string
  person: string
  /** The first step. */
  method: FirstStep
  /** Of the password that was right: once there is another, it counts no more. */
  mark: string
  until: number
}

interface Challenge {
  value: string
  until: number
}

declare module 'express-session' {
  interface SessionData {
    pending?: Pending
    challenge?: Challenge
  }
}

/** Throws where somebody must prove once more who they are before they change what their account hangs on. */
export type RequireProof = (req: Request) => void

/** How somebody who is signed in is asked to prove once more who they are, and how it is noted that they did. */
export interface Proofs {
  requireProof: RequireProof
  noteProof: (req: Request) => void
}

type Known = Pick<Person, 'id' | 'passwordHash'>

const patience = 10 * 60_000
const challengesLast = 5 * 60_000

const markOf = ({ passwordHash }: Known) =>
  createHash('sha256')
    .update(passwordHash ?? '')
    .digest('base64url')

const saved = (req: Request) =>
  new Promise<void>((resolve, reject) => req.session.save((error?: Error) => (error ? reject(error) : resolve())))

const renewed = (req: Request) =>
  new Promise<void>((resolve, reject) => req.session.regenerate((error?: Error) => (error ? reject(error) : resolve())))

/** Awaits somebody's second step for ten minutes, in a session of its own in which nobody is signed in. */
export async function awaitSecondStep(req: Request, person: Known, method: FirstStep): Promise<void> {
  await renewed(req)
  const until = Date.now() + patience
  req.session.pending = { id: randomUUID(), person: person.id, method, mark: markOf(person), until }
  await saved(req)
}

/** Whose second step this browser's session awaits, and the name of this sign-in; null where none is, or no longer. */
export function pendingIn(req: Request): Omit<Pending, 'mark' | 'until'> | null {
  const { pending } = (req.session as typeof req.session | undefined) ?? {}
  return pending && pending.until > Date.now() ? pending : null
}

/**
 * By what this browser's sign-in began, and with which password: codes are counted under it. Who has only the password takes
 * none from those who come by a letter, nor from who has chosen another password.
 */
export const firstStepIn = (req: Request): string => {
  const { method, mark } = req.session.pending ?? { method: '', mark: '' }
  return `${method} ${mark}`
}

/** Whether it is still the same password that was right. */
export const isSamePassword = (req: Request, person: Known): boolean => req.session.pending?.mark === markOf(person)

/** Whoever gave too many wrong codes begins with the password again. */
export const endPending = renewed

/** Keeps what a passkey is to sign, for five minutes. */
export async function keepChallenge(req: Request, value: string): Promise<void> {
  req.session.challenge = { value, until: Date.now() + challengesLast }
  await saved(req)
}

/** What a passkey was to sign: once, so that an answer which was sent before is worth nothing. */
export async function takeChallenge(req: Request): Promise<string | null> {
  const { challenge } = (req.session as typeof req.session | undefined) ?? {}
  if (!challenge) return null
  delete req.session.challenge
  await saved(req)
  return challenge.until > Date.now() ? challenge.value : null
}

// Setting one up may ask for the password first.
const open = [paths.people.secondFactor(), paths.people.prove(), paths.people.signOut()]

/** Tells pages until when somebody needs a second factor; after that only the pages where it is set up are there for them. */
export const askForSecondFactor =
  (now: Clock): RequestHandler =>
  (req, res, next) => {
    const due = req.viewer && secondFactorDue(req.viewer)
    if (!due) return next()
    if (due > now()) res.locals['secondFactorDue'] = today(() => due)
    if (due > now() || open.some((each) => req.path === each || req.path.startsWith(`${each}/`))) return next()
    if (req.method === 'POST') return next(new FactorNeeded())
    res.redirect(302, `/${res.locals['locale']}${paths.people.secondFactor()}`)
  }
