import type { RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '#db/db.ts'
import { TooMany } from './errors.ts'

export interface Allowance {
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

export const usualAllowance: Allowance = {
  posts: 120,
  scripts: 240,
  signIns: 8,
  signInsOfAddress: 40,
  registrations: 30,
}

/** Rate limits kept in PostgreSQL, so that they hold over several processes. */
export function limits(db: Db, allowance: Allowance) {
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

  const posts = limiter('post', allowance.posts, 60)
  const ofScripts = limiter('script', allowance.scripts, 60)
  const account = limiter('account', allowance.signIns, 900)
  const address = limiter('address', allowance.signInsOfAddress, 900)
  const registrations = limiter('registration', allowance.registrations, 900)
  const accountKey = (ip: string, email: string) => `${ip} ${email.toLowerCase().slice(0, 200)}`

  // People of one village share an address; what their browsers keep for them must not use up what they send themselves.
  const onPost: RequestHandler = (req, _res, next) => {
    const person = fromScripts.test(req.path) ? req.viewer?.id : undefined
    spend(person ? ofScripts : posts, person ?? String(req.ip)).then(() => next(), next)
  }

  return {
    onPost,
    /** Counts a registration by somebody without an account; throws TooMany beyond the allowance. */
    register: (ip: string) => spend(registrations, ip),
    /** Counts an attempt to sign in; throws TooMany beyond the allowance. */
    async attempt(ip: string, email: string) {
      await spend(address, ip)
      await spend(account, accountKey(ip, email))
    },
    /** Forgets the attempts on an account after its right password. */
    async forgive(ip: string, email: string) {
      await account.delete(accountKey(ip, email))
    },
  }
}

export type Limits = ReturnType<typeof limits>

/** Lets one key through so often in a minute, in this process; throws TooMany beyond. For what is costly and writes nothing. */
export function perMinute(points: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: 60 })
  return (key) => spend(limiter, key)
}

async function spend(limiter: RateLimiterPostgres | RateLimiterMemory, key: string) {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? new TooMany(Math.ceil(refusal.msBeforeNext / 1000)) : refusal
  }
}
