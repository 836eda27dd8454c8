import type { Request } from 'express'
import type { SubmittedForm } from '#platform/pages/render.ts'
import type { Secrets } from './provider.ts'

/** What somebody goes to the provider for: to sign in, to link an account, to begin by an invitation, or to prove who they are. */
export type Purpose = 'sign_in' | 'link' | 'begin' | 'prove'

/** Somebody who is at the provider, and what is done once they come back. */
export interface Attempt extends Secrets {
  purpose: Purpose
  /** The own address to go to afterwards. */
  next: string
  /** Of the invitation by which an account begins; empty elsewhere. */
  token: string
  until: number
}

declare module 'express-session' {
  interface SessionData {
    attempt?: Attempt
    /** A form that was sent before signing in, carried until then. */
    carried?: SubmittedForm
  }
}

const patience = 15 * 60_000

const saved = (req: Request) =>
  new Promise<void>((resolve, reject) => req.session.save((error?: Error) => (error ? reject(error) : resolve())))

/** Keeps what somebody is at the provider for, for a quarter of an hour; a later attempt takes its place. */
export async function keepAttempt(req: Request, attempt: Omit<Attempt, 'until'>): Promise<void> {
  req.session.attempt = { ...attempt, until: Date.now() + patience }
  await saved(req)
}

/** What somebody was at the provider for: once, so that an address which was come back to before is worth nothing. */
export async function takeAttempt(req: Request): Promise<Attempt | null> {
  const { attempt } = (req.session as typeof req.session | undefined) ?? {}
  if (!attempt) return null
  delete req.session.attempt
  await saved(req)
  return attempt.until > Date.now() ? attempt : null
}

/** Carries a form until its sender has signed in. */
export async function carryForm(req: Request, form: SubmittedForm): Promise<void> {
  req.session.carried = form
  await saved(req)
}

/** The form that was carried, if there is one; the new session of whoever signed in has none any more. */
export const carriedIn = (req: Request): SubmittedForm | null => req.session.carried ?? null
