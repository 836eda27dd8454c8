import type { Request, Response } from 'express'
import type { Db } from '#platform/db/connection.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import { blankForm, withProblems, type Form } from '#platform/forms/form-kit.ts'
import { render, type SubmittedForm } from '#platform/pages/render.ts'
import { orNotFound, RateLimited } from '#platform/web/errors.ts'
import { findPerson } from '#modules/people/accounts/queries.ts'
import { StepRefused, type SecondFactor } from '#modules/people/second-factors/factor.ts'
import { listFactors } from '#modules/people/second-factors/queries.ts'
import { awaitSecondStep, type FirstStep } from './guard.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/second-step/code': {
      form: Form
      next: string
      kept: SubmittedForm | null
      hasApp: boolean
      hasPasskey: boolean
    }
  }
}

/** Where somebody is led who has signed in, and the form they sent before that. */
export interface Onward {
  next: string
  kept: SubmittedForm | null
}

export const stepScope = 'factors:step'

/** What was done, or why what somebody showed was not taken. */
export const orRefusal = <T>(run: () => Promise<T>): Promise<T | StepRefused> =>
  run().catch((error: unknown) => {
    if (error instanceof StepRefused) return error
    throw error
  })

/** What was done, or for how long nobody may try it again. */
export const orRateLimit = <T>(run: () => Promise<T>): Promise<T | RateLimited> =>
  run().catch((error: unknown) => {
    if (error instanceof RateLimited) return error
    throw error
  })

/** The form again, and for how long no codes are taken that come by this password. */
export const usedUpForm = (seconds: number): Form =>
  withProblems(stepScope, {}, { form: { key: 'used_up', params: { minutes: Math.ceil(seconds / 60) } } })

/** The form again, without what was shown, and why it was not taken. */
export const refusedForm = ({ field, key }: StepRefused): Form =>
  withProblems(stepScope, {}, { [field]: { key, params: {} } })

/** Which kinds of a second step somebody may show. */
export const kindsOf = (factors: readonly SecondFactor[]) => ({
  hasApp: factors.some(({ kind }) => kind === 'app'),
  hasPasskey: factors.some(({ kind }) => kind === 'passkey'),
})

/** Asks for the second step; `form` is null before anything was typed. */
export function showSecondStep(
  res: Response,
  factors: readonly SecondFactor[],
  form: Form | null,
  onward: Onward,
  status = 200,
): void {
  res.setHeader('Cache-Control', 'no-store')
  const shown = { form: form ?? blankForm(stepScope), ...onward, ...kindsOf(factors) }
  render(res, 'modules/people/second-step/code', shown, status)
}

/** Asks for a second step whoever has one, instead of beginning a session; says whether it did. */
export async function askSecondStep(
  { req, res, locale }: { req: Request; res: Response; locale: Locale },
  db: Db,
  { id }: { id: string },
  onward: Onward,
  method: FirstStep = 'password',
): Promise<boolean> {
  const factors = await listFactors(db, id)
  if (factors.length === 0) return false
  await awaitSecondStep(req, orNotFound(await findPerson(db, id)), method)
  if (onward.kept) showSecondStep(res, factors, null, onward)
  else res.redirect(303, `/${locale}${paths.people.signInCode()}?next=${encodeURIComponent(onward.next)}`)
  return true
}
