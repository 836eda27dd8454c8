import { randomBytes } from 'node:crypto'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { hashPassword } from '#platform/values/password.ts'
import { endSessions } from '#modules/people/accounts/commands.ts'
import { endLinks, endLinksSince, issueLink, useLink } from '#modules/people/accounts/link-commands.ts'
import { linkHash } from '#modules/people/accounts/link.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { emailChangedMessage, emailChangeMessage, emailTakenMessage } from '#modules/people/accounts/security-mail.ts'
import { findPersonByEmail } from '#modules/people/accounts/queries.ts'

interface Asking {
  newEmail: string
  /** Who asks for it. */
  by: string
  phone: string
  at: Date
}

/**
 * Writes to the address that an account is to get; it is the account's once that is confirmed from there. Whose account has it
 * already is told by a letter too: nobody else learns that it has one.
 */
export async function askForEmail(tx: AuditedTransaction, person: Person, { newEmail, by, phone, at }: Asking) {
  const holder = await findPersonByEmail(tx.db, newEmail)
  if (holder) await enqueueMail(tx, emailTakenMessage(holder, phone, at))
  else {
    const { token, link } = await issueLink(tx, person.id, 'email_change', by, { newEmail })
    await enqueueMail(tx, emailChangeMessage(person, { token, link, phone }))
  }
  await tx.record('person.email_asked', person.id)
}

interface Using {
  token: string
  phone: string
}

/**
 * Gives an account the address that its letter went to, and writes to the one before. Other letters on their way to that one
 * are over, but for those that put an older address back. Throws LinkOver where the link is no longer good.
 */
export async function confirmEmail(tx: AuditedTransaction, person: Person, { token, phone }: Using): Promise<void> {
  const { newEmail } = await useLink(tx, token, 'email_change')
  await updateIfUnchanged<Person>(tx, 'people', person, { email: newEmail })
  await endLinks(tx, person.id)
  const undo = await issueLink(tx, person.id, 'email_undo', null, { newEmail: person.email })
  await enqueueMail(tx, emailChangedMessage(person, { ...undo, phone }))
  await tx.record('person.email_changed', person.id)
}

/**
 * Puts an address back that an account had. Whoever took it away may know the password, so it is good no longer, and neither
 * are sessions, letters, and ways to sign in that were added about then; gives the token by which its owner chooses another. Throws LinkOver as above.
 */
export async function putEmailBack(tx: AuditedTransaction, person: Person, token: string): Promise<{ token: string }> {
  const { newEmail } = await useLink(tx, token, 'email_undo')
  const nobodys = await hashPassword(randomBytes(32).toString('hex'))
  await updateIfUnchanged<Person>(tx, 'people', person, { email: newEmail, passwordHash: nobodys })
  await removeWaysAddedSince(tx, person, token)
  await endSessions(tx, person)
  await endLinksSince(tx, person.id, token)
  const password = await issueLink(tx, person.id, 'new_password', null)
  await tx.record('person.email_restored', person.id)
  return password
}

// Within a day the change was confirmed that this link undoes: what was added from then on may be a thief's, and would be asked
// for before the owner's new password. Codes may be theirs as well; whoever has a factor left makes new ones.
async function removeWaysAddedSince({ db }: AuditedTransaction, { id }: Person, token: string): Promise<void> {
  const since = db('accountLinks')
    .where({ tokenHash: linkHash(token) })
    .select(db.raw(`created_at - interval '25 hours'`))
  await db('secondFactors').where({ personId: id }).where('createdAt', '>=', since).delete()
  await db('identities').where({ personId: id }).where('linkedAt', '>=', since).delete()
  await db('recoveryCodes').where({ personId: id }).delete()
  await db('devices').where({ personId: id }).delete()
}

/** Gives an account that nobody has ever begun with another address at once: it was mistyped, and nobody has confirmed it yet. */
export async function correctEmail(tx: AuditedTransaction, person: Person, newEmail: string): Promise<Person> {
  const corrected = await updateIfUnchanged<Person>(tx, 'people', person, { email: newEmail })
  await tx.record('person.email_changed', person.id)
  return corrected
}
