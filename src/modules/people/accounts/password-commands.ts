import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { hashPassword } from '#platform/values/password.ts'
import { endSessions } from './commands.ts'
import { endLinks } from './link-commands.ts'
import { passwordChangedMessage } from './mail.ts'
import type { Person } from './person.ts'

/** Sets a new password, ends every session of the person and every link that was on its way, and writes to them of it. */
export async function setPassword(
  tx: AuditedTransaction,
  person: Person,
  password: string,
  { phone, at }: { phone: string; at: Date },
): Promise<void> {
  await updateIfUnchanged<Person>(tx, 'people', person, { passwordHash: await hashPassword(password) })
  await endSessions(tx, person)
  await endLinks(tx, person.id)
  await enqueueMail(tx, passwordChangedMessage(person, phone, at))
  await tx.record('person.password_changed', person.id)
}
