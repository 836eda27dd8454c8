import type { RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '#platform/db/connection.ts'
import { RateLimited } from './errors.ts'

export interface RateLimits {
  /** Posts of one address in a minute. */
  posts: number
  /** What the scripts of one person's forms send in a minute, while they type. */
  scripts: number
  /** Wrong passwords for one account from one address in a quarter of an hour. */
  signIns: number
  /** Wrong passwords from one address in a quarter of an hour, whatever the account. */
  signInsOfAddress: number
  /** Registrations for training from one address in a quarter of an hour; a village hall's guests share one. */
  registrations: number
}

const fromScripts = /^\/(lv|et|en)\/work\/(drafts|presences)$/

export const defaultRateLimits: RateLimits = {
  posts: 120,
  scripts: 240,
  signIns: 8,
  signInsOfAddress: 40,
  registrations: 30,
}

/** Rate limits kept in PostgreSQL, so that they hold over several processes. */
export function rateLimiter(db: Db, allowed: RateLimits) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: db,
      storeType: 'knex',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    })

  const posts = limiter('post', allowed.posts, 60)
  const ofScripts = limiter('script', allowed.scripts, 60)
  const account = limiter('account', allowed.signIns, 900)
  const address = limiter('address', allowed.signInsOfAddress, 900)
  const registrations = limiter('registration', allowed.registrations, 900)
  const accountKey = (ip: string, email: string) => `${ip} ${email.toLowerCase().slice(0, 200)}`

  // People of one village share an address; what their browsers keep for them must not use up what they send themselves.
  const onPost: RequestHandler = (req, _res, next) => {
    const person = fromScripts.test(req.path) ? req.viewer?.id : undefined
    consume(person ? ofScripts : posts, person ?? String(req.ip)).then(() => next(), next)
  }

  return {
    onPost,
    /** Counts a registration by somebody without an account; throws RateLimited beyond the allowance. */
    countRegistration: (ip: string) => consume(registrations, ip),
    /** Counts an attempt to sign in; throws RateLimited beyond the allowance. */
    async countSignIn(ip: string, email: string) {
      await consume(address, ip)
      await consume(account, accountKey(ip, email))
    },
    /** Forgets the attempts on an account after its right password. */
    async forgetSignIns(ip: string, email: string) {
      await account.delete(accountKey(ip, email))
    },
  }
}

export type RateLimiter = ReturnType<typeof rateLimiter>

/** Lets one key through so often in a minute, in this process; throws RateLimited beyond. For what is costly and writes nothing. */
export function perMinute(points: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: 60 })
  return (key) => consume(limiter, key)
}

async function consume(limiter: RateLimiterPostgres | RateLimiterMemory, key: string) {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? new RateLimited(Math.ceil(refusal.msBeforeNext / 1000)) : refusal
  }
}
