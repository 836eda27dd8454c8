import type { Response } from 'express'
import type { Db } from '#platform/db/connection.ts'
import { withProblems, type Body, type Form } from '#platform/forms/form-kit.ts'
import { render } from '#platform/pages/render.ts'
import { verifyPassword } from '#platform/values/password.ts'
import { setPrivateHeaders } from '#platform/web/security.ts'
import { findPersonByUsedLink } from '#modules/people/accounts/link-queries.ts'
import { LinkOver, type LinkPurpose } from '#modules/people/accounts/link.ts'
import { passwordWeakness, shortestPassword } from '#modules/people/accounts/password-strength.ts'
import type { Person } from '#modules/people/accounts/person.ts'

declare module '#platform/pages/render.ts' {
  interface Views {
    'modules/people/links/over': { phone: string | null }
  }
}

/** Says that a link is no longer good, and how another one is got; by `phone` where nobody can ask for another by themselves. */
export function showOver(res: Response, phone: string | null = null): void {
  setPrivateHeaders(res)
  render(res, 'modules/people/links/over', { phone }, 410)
}

/** Who presses the button of a link twice has sent the password that was just chosen; null for whoever did not. */
export async function whoJustChose(
  db: Db,
  token: string,
  purpose: LinkPurpose,
  { password }: Body,
): Promise<Person | null> {
  const person = await findPersonByUsedLink(db, token, purpose)
  const right = person && (await verifyPassword(String(password).slice(0, 1024), person.passwordHash))
  return right ? person : null
}

/** Whether what a link is for was done; false where it is over. */
export async function unlessOver(use: () => Promise<unknown>): Promise<boolean> {
  try {
    await use()
    return true
  } catch (error) {
    if (error instanceof LinkOver) return false
    throw error
  }
}

/** The form again where the password is an easy one; null where it is good. */
export async function weaknessOf(scope: string, body: Body, password: string, person: Person): Promise<Form | null> {
  const key = await passwordWeakness(password, person)
  if (!key) return null
  return withoutPassword(withProblems(scope, body, { password: { key, params: { min: shortestPassword } } }))
}

/** A form that shows no password again. */
export const withoutPassword = (form: Form): Form => ({ ...form, values: { ...form.values, password: '' } })
