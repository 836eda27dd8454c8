import type { RateLimiterPostgres } from 'rate-limiter-flexible'

interface Allowed {
  codesOfSignIn: number
  codesOfAccount: number
  recoveryCodes: number
}

type LimiterOf = (keyPrefix: string, points: number, seconds: number) => RateLimiterPostgres

/** What keeps the codes of second factors from being tried one after the other; `consume` throws RateLimited beyond an allowance. */
export function codeLimits(
  limiter: LimiterOf,
  allowed: Allowed,
  consume: (limiter: RateLimiterPostgres, key: string) => Promise<void>,
) {
  const ofSignIn = limiter('code', 1_000_000, 900)
  const ofAccount = limiter('codes', allowed.codesOfAccount, 3600)
  const recovery = limiter('recovery', allowed.recoveryCodes, 3600)

  return {
    /**
     * Counts a code that somebody gives after the right password; throws RateLimited beyond the allowance of the account, or
     * of the browser that is counted alone. Says whether this sign-in, by its name, may have one more.
     */
    async countCode(signIn: string, counted: string): Promise<boolean> {
      await consume(ofAccount, counted)
      const { consumedPoints } = await ofSignIn.penalty(signIn)
      return consumedPoints <= allowed.codesOfSignIn
    },
    /** Gives a right code back: only wrong ones count. */
    forgetCode: (counted: string) => ofAccount.reward(counted, 1),
    /** Counts a recovery code; throws RateLimited beyond the allowance of the account. */
    countRecoveryCode: (counted: string) => consume(recovery, counted),
    /** Gives a right recovery code back. */
    forgetRecoveryCode: (counted: string) => recovery.reward(counted, 1),
  }
}
