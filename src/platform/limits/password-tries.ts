import type { RateLimiterPostgres } from 'rate-limiter-flexible'
import { networkOf } from './network.ts'
import { turnsOf } from './turns.ts'

/** A password that somebody types. */
export interface PasswordTry {
  ip: string
  /** Of which account: its person's id, or the e-mail that was typed where nobody has it. */
  account: string
  /** Whether the account's owner has used this browser: what others try from its address never keeps them out. */
  isKnown: boolean
  /** Makes a try wait where there were so many more than usual on the account within the hour, from wherever. */
  slowDown: (more: number) => Promise<void>
}

interface Limits {
  ofAddress: RateLimiterPostgres
  /** Of one account from one address. */
  ofAccount: RateLimiterPostgres
  /** Of one account, from wherever. */
  everywhere: RateLimiterPostgres
  usualEverywhere: number
  consume: (limiter: RateLimiterPostgres, key: string) => Promise<void>
}

// Of one address; somewhat more than are computed at once, so that none waits in vain.
const checksAtOnce = 4

/**
 * Counts a password that somebody types and checks it; gives whose it is, null where it is wrong, and throws RateLimited beyond
 * the allowance of the address, but for browsers known to the account, or of the account from there. Only wrong ones count, however many sign in behind one address: right ones are given back, and
 * take turns, so that those on their way are never taken for wrong ones.
 */
export function passwordTries({ ofAddress, ofAccount, everywhere, usualEverywhere, consume }: Limits) {
  const turnOf = turnsOf(checksAtOnce)

  return async <T>(
    { ip, account, isKnown, slowDown }: PasswordTry,
    check: () => Promise<T | null>,
  ): Promise<T | null> => {
    const network = networkOf(ip)
    const here = isKnown ? `${network} known ${account}` : `${network} ${account}`
    const endTurn = await turnOf(network)
    try {
      if (!isKnown) await consume(ofAddress, network)
      await consume(ofAccount, here)
      const { consumedPoints } = await everywhere.consume(account)
      const more = consumedPoints - usualEverywhere
      if (more > 0) {
        endTurn()
        await slowDown(more)
      }
      const found = await check()
      if (found !== null) {
        await Promise.all([ofAccount.delete(here), everywhere.reward(account, 1)])
        if (!isKnown) await ofAddress.reward(network, 1)
      }
      return found
    } finally {
      endTurn()
    }
  }
}
