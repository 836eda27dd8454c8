import type { Response } from 'express'
import { render } from '#platform/pages/render.ts'
import { setPrivateHeaders } from '#platform/web/security.ts'
import type { Attempt } from './attempt-guard.ts'
import type { Refusal } from './provider.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/identities/refused': { why: Refused; purpose: Attempt['purpose']; next: string }
  }
}

/** Why somebody who was at the provider, or was to go there, is not let in; `identities:refusals` has the words. */
export type Refused = Refusal | 'unknown' | 'taken' | 'other' | 'over' | 'has_factors'

/** Says why nobody is signed in, and what can be done instead. */
export function showRefusal(res: Response, why: Refused, { purpose, next }: Pick<Attempt, 'purpose' | 'next'>): void {
  setPrivateHeaders(res)
  render(res, 'modules/people/identities/refused', { why, purpose, next }, why === 'away' ? 503 : 422)
}
