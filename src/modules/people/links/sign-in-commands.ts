import type { AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import { endLink, issueLink, useLink } from '#modules/people/accounts/link-commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { needsPasswordMessage, signInLinkMessage } from '#modules/people/accounts/security-mail.ts'

/** Whether a letter is enough to sign somebody in: what a community member may do harms nobody else. */
export const mayUseLetter = (viewer: Viewer | undefined): boolean =>
  viewer !== undefined && viewer.roles.length > 0 && viewer.roles.every(({ role }) => role === 'member')

interface Asked {
  /** The browser that asks: its cookie's hash, and what it is in a few words. */
  hash: string
  device: string
  phone: string
}

/** Sends somebody a letter by which they sign in. */
export async function sendSignInLink(tx: AuditedTransaction, person: Person, { hash, device, phone }: Asked) {
  const asked = { askedHash: hash, askedDevice: device }
  const { token, link } = await issueLink(tx, person.id, 'sign_in', null, asked)
  await enqueueMail(tx, signInLinkMessage(person, { token, link, phone }))
  await tx.record('person.sign_in_link_sent', person.id)
}

/** Tells somebody whose roles let them do more that they sign in with their password. */
export async function tellToUsePassword(tx: AuditedTransaction, person: Person, phone: string, at: Date) {
  await enqueueMail(tx, needsPasswordMessage(person, phone, at))
  await tx.record('person.sign_in_link_refused', person.id)
}

/** Uses a link to sign in up; throws LinkOver where it is no longer good. */
export async function useSignInLink(tx: AuditedTransaction, person: Pick<Person, 'id'>, token: string) {
  await useLink(tx, token, 'sign_in')
  await tx.record('person.sign_in_link_used', person.id)
}

/** Ends a link to sign in that its person did not ask for; throws LinkOver where it is no longer good. */
export async function disownSignInLink(tx: AuditedTransaction, person: Pick<Person, 'id'>, token: string) {
  await endLink(tx, token, 'sign_in')
  await tx.record('person.sign_in_link_disowned', person.id)
}
