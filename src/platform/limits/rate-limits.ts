import type { RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { plainPool, type Db } from '#platform/db/connection.ts'
import { foldEmail } from '#platform/values/email.ts'
import { codeLimits } from './code-limits.ts'
import { RateLimited } from '#platform/web/errors.ts'
import { networkOf } from './network.ts'
import { passwordTries, type PasswordTry } from './password-tries.ts'

export interface RateLimits {
  /** Posts of one address in a minute, by people who are not signed in. */
  posts: number
  /** Posts of one person in a minute. */
  postsOfPerson: number
  /** What the scripts of one person's forms send in a minute, while they type. */
  scripts: number
  /** Wrong passwords for one account from one address in a quarter of an hour. */
  signIns: number
  /** Wrong passwords from one address in a quarter of an hour, whatever the account. */
  signInsOfAddress: number
  /** Wrong passwords for one account in an hour, from wherever; after that each further try waits. */
  signInsOfAccount: number
  /** Letters with a link, to sign in or for a new password, that are asked for from one address in an hour. */
  linksOfAddress: number
  /**
   * Such letters of one purpose to one account in a quarter of an hour to sign in, else in an hour; what is asked for beyond sends
   * none. That is no longer than the link is good: who finds the letters used up by somebody else has one in their mailbox.
   */
  linksOfAccount: number
  /** Invitations to one person in a day. */
  invitationsOfPerson: number
  /** Wrong codes of an app for one sign-in whose password was right. */
  codesOfSignIn: number
  /** Such codes for one account in an hour. */
  codesOfAccount: number
  /** Wrong recovery codes for one account in an hour. */
  recoveryCodes: number
  /** Requests about personal data for one address of e-mail in a day; what is asked for beyond is not taken, and looks the same. */
  privacyRequests: number
  /** The same from one network address. */
  privacyRequestsOfAddress: number
  /** Registrations for training from one address in a quarter of an hour; a village hall's guests share one. */
  registrations: number
}

/** What a letter with a link is asked for. Each counts alone, so that nobody uses up the letters of another purpose. */
export type LinkAskedFor = 'sign_in' | 'new_password' | 'email_change'

const fromScripts = /^\/(lv|et|en)\/work\/(drafts|presences)$/

export const defaultRateLimits: RateLimits = {
  posts: 120,
  postsOfPerson: 120,
  scripts: 240,
  signIns: 8,
  signInsOfAddress: 40,
  signInsOfAccount: 50,
  linksOfAddress: 20,
  linksOfAccount: 3,
  invitationsOfPerson: 5,
  codesOfSignIn: 5,
  codesOfAccount: 20,
  recoveryCodes: 5,
  registrations: 150,
  privacyRequests: 3,
  privacyRequestsOfAddress: 20,
}

// The library prepares its statements by name whatever is set; a pooler that gives each transaction another connection loses them.
function withoutNames(db: Db) {
  const pool = plainPool(db)
  return { query: ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values) }
}

const limiterIn = (db: Db) => (keyPrefix: string, points: number, duration: number) =>
  new RateLimiterPostgres({
    storeClient: withoutNames(db),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix,
    points,
    duration,
  })

const nameOf = (email: string) => foldEmail(email).slice(0, 200)

/** Counts a request about personal data; says whether there may be one more for this e-mail, and from this address. */
function privacyRequestCounter(limiter: ReturnType<typeof limiterIn>, allowed: RateLimits) {
  const ofEmail = limiter('privacy', allowed.privacyRequests, 86_400)
  const ofAddress = limiter('privacy from', allowed.privacyRequestsOfAddress, 86_400)
  return async (ip: string, email: string): Promise<boolean> => {
    const [one, other] = await Promise.all([ofEmail.penalty(nameOf(email)), ofAddress.penalty(networkOf(ip))])
    return one.consumedPoints <= allowed.privacyRequests && other.consumedPoints <= allowed.privacyRequestsOfAddress
  }
}

/**
 * Counts that somebody asks for a letter with a link; throws RateLimited beyond the allowance of the address. Says whether
 * the account may have one more for this purpose.
 */
function linkCounter(limiter: ReturnType<typeof limiterIn>, allowed: RateLimits) {
  const ofAddress = limiter('links', allowed.linksOfAddress, 3600)
  const ofAccount = {
    sign_in: limiter('link', allowed.linksOfAccount, 900),
    new_password: limiter('link', allowed.linksOfAccount, 3600),
    email_change: limiter('link', allowed.linksOfAccount, 3600),
  }
  return async (ip: string, account: string, purpose: LinkAskedFor): Promise<boolean> => {
    await consume(ofAddress, networkOf(ip))
    const { consumedPoints } = await ofAccount[purpose].penalty(`${purpose} ${nameOf(account)}`)
    return consumedPoints <= allowed.linksOfAccount
  }
}

/** Rate limits kept in PostgreSQL, so that they hold over several processes. */
export function rateLimiter(db: Db, allowed: RateLimits) {
  const limiter = limiterIn(db)
  const posts = limiter('post', allowed.posts, 60)
  const ofPerson = limiter('person', allowed.postsOfPerson, 60)
  const ofScripts = limiter('script', allowed.scripts, 60)
  const registrations = limiter('registration', allowed.registrations, 900)
  const invitations = limiter('invitation', allowed.invitationsOfPerson, 86_400)
  const tryPassword = passwordTries({
    ofAddress: limiter('address', allowed.signInsOfAddress, 900),
    ofAccount: limiter('account', allowed.signIns, 900),
    everywhere: limiter('everywhere', 1_000_000, 3600),
    usualEverywhere: allowed.signInsOfAccount,
    consume,
  })

  // A whole hall shares one address, so who is signed in is counted alone; what browsers keep for people as they type counts by itself.
  const onPost: RequestHandler = (req, _res, next) => {
    const person = req.viewer?.id
    const limit = person ? (fromScripts.test(req.path) ? ofScripts : ofPerson) : posts
    consume(limit, person ?? networkOf(String(req.ip)), !person).then(() => next(), next)
  }

  return {
    onPost,
    ...codeLimits(limiter, allowed, consume),
    /** Counts a registration by somebody without an account; throws RateLimited beyond the allowance. */
    countRegistration: (ip: string) => consume(registrations, networkOf(ip), true),
    tryPassword: <T>(tried: PasswordTry, check: () => Promise<T | null>): Promise<T | null> =>
      tryPassword({ ...tried, account: nameOf(tried.account) }, check),
    countLink: linkCounter(limiter, allowed),
    countPrivacyRequest: privacyRequestCounter(limiter, allowed),
    /** Counts an invitation that is sent again; says whether the person may have one more today. */
    async countInvitation(personId: string): Promise<boolean> {
      const { consumedPoints } = await invitations.penalty(personId)
      return consumedPoints <= allowed.invitationsOfPerson
    },
  }
}

export type RateLimiter = ReturnType<typeof rateLimiter>

/** Lets one key through so often in a minute, in this process; throws RateLimited beyond. For what is costly and writes nothing. */
export function perMinute(points: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: 60 })
  return (key) => consume(limiter, key)
}

async function consume(limiter: RateLimiterPostgres | RateLimiterMemory, key: string, ofAddress = false) {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes
      ? new RateLimited(Math.ceil(refusal.msBeforeNext / 1000), ofAddress)
      : refusal
  }
}
