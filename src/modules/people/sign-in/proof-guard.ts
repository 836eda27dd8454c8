import type { Request } from 'express'

/** For how many minutes a proof of who somebody is lets them change what their account hangs on. */
const goodForMinutes = 10

/** Somebody is signed in, and must prove once more who they are before they may change this. */
export class ProofNeeded extends Error {}

/** Notes in the session that the person has proved now who they are: with a password, a passkey or a code. */
export function noteProof(req: Request): void {
  req.session.provedAt = Date.now()
}

/**
 * Throws ProofNeeded where the last proof is longer ago than ten minutes. The page that answers asks for the password and
 * leads back: to the page that was asked for, or to the form that was sent, with all that was typed into it but passwords.
 */
export function requireProof({ session }: Request): void {
  const { provedAt = 0 } = session
  if (Date.now() - provedAt > goodForMinutes * 60_000) throw new ProofNeeded()
}
