import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { ParticipantInput } from './registration-input.ts'

/**
 * The participant of this name and address, entered where there is none yet. What is known of one stays as it is, because
 * anybody can type a name and an address: only what was missing is added, and the language is the one used last.
 */
export async function findOrCreateParticipant(
  { db }: AuditedTransaction,
  input: ParticipantInput,
): Promise<{ id: string }> {
  const once =
    input.email === null ? '(lower(name), phone) where email is null' : '(lower(name), email) where email is not null'
  const { rows } = await db.raw<{ rows: [{ id: string }] }>(
    `insert into participants (name, email, phone, parish_id, locale)
      values (:name, :email, :phone, :parishId, :locale)
      on conflict ${once} do update set locale = excluded.locale,
        phone = coalesce(participants.phone, excluded.phone), parish_id = coalesce(participants.parish_id, excluded.parish_id)
      returning id`,
    { ...input },
  )
  return rows[0]
}
