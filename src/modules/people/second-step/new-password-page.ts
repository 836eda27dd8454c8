import { createHmac } from 'node:crypto'
import type { AuditedTransaction } from '#platform/db/transact.ts'
import { blankForm, readForm, type Body, type Form } from '#platform/forms/form-kit.ts'
import type { Services } from '#platform/services/services.ts'
import { RateLimited } from '#platform/web/errors.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { StepRefused } from '#modules/people/second-factors/factor.ts'
import { placeOf, requestOptions } from '#modules/people/second-factors/passkey.ts'
import { listFactors, listPasskeys } from '#modules/people/second-factors/queries.ts'
import { stepForm } from '#modules/people/second-factors/schema.ts'
import { takeSecondStep, type Shown } from './commands.ts'
import { kindsOf, stepScope } from './page.ts'

/** What the page of a new password asks for besides it. */
export interface StepOfNewPassword {
  form: Form
  hasApp: boolean
  hasPasskey: boolean
}

/**
 * The second step of choosing a new password from a letter: who reads somebody's letters cannot pass it. The page belongs to
 * no session, so what a passkey signs is made of the link itself, which is good once.
 */
export function stepOfNewPassword({ db, limits, now, config, factorKeys: keys }: Services) {
  const place = placeOf(config.origin)
  const challengeOf = (token: string) => createHmac('sha256', keys.present).update(`new password ${token}`).digest()
  const shownIn = (body: Body): Shown | null => {
    const reading = readForm(stepScope, stepForm, body)
    return reading.ok ? reading.input : null
  }

  return {
    /** What is asked of this person; null where the letter is enough. */
    async asked(person: Person, form: Form | null): Promise<StepOfNewPassword | null> {
      const factors = await listFactors(db, person.id)
      return factors.length === 0 ? null : { form: form ?? blankForm(stepScope), ...kindsOf(factors) }
    },

    /**
     * Counts a code; throws RateLimited beyond what one link, or all links of the account, may try. Codes given when signing in
     * count by themselves, so that nobody who knows the password can keep its owner from another one.
     */
    async count(person: Person, linkHash: string, body: Body): Promise<void> {
      const shown = shownIn(body)
      if (!shown || shown.passkey) return
      const counted = `new password ${person.id}`
      if (shown.recoveryCode) await limits.countRecoveryCode(counted)
      else if (!(await limits.countCode(linkHash, counted))) throw new RateLimited(900)
    },

    /** Uses up what was shown, with the change of the password; throws StepRefused where something is asked and that is not good. */
    async take(tx: AuditedTransaction, person: Person, token: string, body: Body): Promise<void> {
      if ((await listFactors(tx.db, person.id)).length === 0) return
      const shown = shownIn(body)
      if (!shown) throw new StepRefused('stepCode', 'required')
      const told = { person, phone: config.contact.phone, at: now() }
      const challenge = challengeOf(token).toString('base64url')
      await takeSecondStep(tx, { told, keys, place, challenge }, shown)
    },

    /** What the browser is told a passkey is to sign. */
    optionsFor: async (person: Person, token: string) =>
      requestOptions(place, await listPasskeys(db, person.id), challengeOf(token)),
  }
}
