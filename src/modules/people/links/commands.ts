import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { hashPassword } from '#platform/values/password.ts'
import { endSessions } from '#modules/people/accounts/commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { issueLink, useLink } from '#modules/people/accounts/link-commands.ts'
import { invitationMessage, newPasswordMessage } from '#modules/people/accounts/mail.ts'
import { listStandingRoles } from '#modules/people/roles/queries.ts'

interface Inviting {
  /** Who invites; null where the portal does by itself. */
  by: { id: string | null; name: string | null }
  note: string | null
  phone: string
}

/** Sends somebody an invitation to begin with their account; one that was sent before is no longer good. Gives its token. */
export async function invite(
  tx: AuditedTransaction,
  person: Person,
  { by, note, phone }: Inviting,
): Promise<{ token: string }> {
  const { token, link } = await issueLink(tx, person.id, 'invitation', by.id)
  const roles = await listStandingRoles(tx.db, person.id)
  await enqueueMail(tx, invitationMessage({ person, token, link, phone }, { from: by.name, note, roles }))
  await tx.record('person.invited', person.id)
  return { token }
}

/** Sends somebody a link by which they choose a new password; `by` is null where they asked for it themselves. */
export async function sendNewPasswordLink(
  tx: AuditedTransaction,
  person: Person,
  { by, phone }: { by: string | null; phone: string },
): Promise<void> {
  const { token, link } = await issueLink(tx, person.id, 'new_password', by)
  await enqueueMail(tx, newPasswordMessage({ person, token, link, phone }))
  await tx.record('person.new_password_sent', person.id)
}

/** Begins an account by its invitation, with a password that nobody else knows; throws LinkOver where it is no longer good. */
export async function acceptInvitation(
  tx: AuditedTransaction,
  person: Person,
  { token, password, locale }: { token: string; password: string; locale: Locale },
): Promise<void> {
  await useLink(tx, token, 'invitation')
  await updateIfUnchanged<Person>(tx, 'people', person, { passwordHash: await hashPassword(password), locale })
  await endSessions(tx, person)
  await tx.record('person.invitation_accepted', person.id)
}
