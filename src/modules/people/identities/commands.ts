import { randomBytes } from 'node:crypto'
import type { Db } from '#platform/db/connection.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { SealingKeys } from '#platform/values/sealed.ts'
import { hashPassword } from '#platform/values/password.ts'
import { endSessions } from '#modules/people/accounts/commands.ts'
import { useLink } from '#modules/people/accounts/link-commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import { IdentityTaken, subjectHashes, type Shown } from './identity.ts'
import { identityMessage, type Told } from './mail.ts'

/** Lets somebody sign in with an account elsewhere from now on, and writes to them; throws IdentityTaken. */
export async function linkIdentity(
  tx: AuditedTransaction,
  { shown, keys }: { shown: Shown; keys: SealingKeys },
  told: Told,
): Promise<void> {
  const { present } = subjectHashes(keys, shown)
  const row = { issuer: shown.issuer, subjectHash: present, personId: told.person.id }
  const linked = await tx.db('identities').insert(row).onConflict().ignore().returning('personId')
  if (linked.length === 0) throw new IdentityTaken('this account elsewhere is linked already')
  await enqueueMail(tx, identityMessage('linked', told))
  await tx.record('person.identity_linked', told.person.id)
}

/** Lets somebody sign in with an account elsewhere no longer. */
export async function unlinkIdentity(tx: AuditedTransaction, issuer: string, told: Told): Promise<void> {
  const removed = await tx.db('identities').where({ personId: told.person.id, issuer }).delete()
  await tx.record('person.identity_unlinked', told.person.id)
  if (removed > 0) await enqueueMail(tx, identityMessage('unlinked', told))
}

/** Begins an account by its invitation with an account elsewhere, without a password that anybody knows; throws LinkOver or IdentityTaken. */
export async function acceptWithIdentity(
  tx: AuditedTransaction,
  { token, locale, person }: { token: string; locale: Locale; person: Person },
  account: { shown: Shown; keys: SealingKeys },
  told: Told,
): Promise<void> {
  await useLink(tx, token, 'invitation')
  await linkIdentity(tx, account, told)
  // Nobody knows this password; whoever wants one asks for a letter, as for a forgotten one.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
  await updateIfUnchanged<Person>(tx, 'people', person, { locale, passwordHash })
  await endSessions(tx, person)
  await tx.record('person.invitation_accepted', person.id)
}

/** Notes that somebody signed in with an account elsewhere; what an earlier key named is named by the present one. */
export async function noteIdentityUse(
  db: Db,
  personId: string,
  { shown, keys }: { shown: Shown; keys: SealingKeys },
): Promise<void> {
  const { present } = subjectHashes(keys, shown)
  const used = { subjectHash: present, lastUsedAt: db.raw('portal_now()') }
  await db('identities').where({ personId, issuer: shown.issuer }).update(used)
}
