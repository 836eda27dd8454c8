import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { ParticipantInput } from './registration-input.ts'

/**
 * The participant of this name and address, entered where there is none yet. Staff bring up to date what is known of one;
 * for anybody else it stays as it is, what is missing too, because everybody can type a name and an address.
 */
export async function findOrCreateParticipant(
  { db }: AuditedTransaction,
  input: ParticipantInput,
  by: 'self' | 'staff',
): Promise<{ id: string }> {
  const once =
    input.email === null ? '(lower(name), phone) where email is null' : '(lower(name), email) where email is not null'
  const { rows } = await db.raw<{ rows: [{ id: string }] }>(
    `insert into participants (name, email, phone, parish_id, locale)
      values (:name, :email, :phone, :parishId, :locale)
      on conflict ${once} do update set ${by === 'staff' ? latest : 'name = participants.name'}
      returning id`,
    { ...input },
  )
  return rows[0]
}

const latest = `locale = excluded.locale, phone = coalesce(excluded.phone, participants.phone),
  parish_id = coalesce(excluded.parish_id, participants.parish_id)`

/** Forgets somebody whom nothing names any more, as a mistyped address does. */
export async function removeIfNowhere({ db }: AuditedTransaction, id: string): Promise<void> {
  const participants = db('participants').where({ id })
  for (const table of ['registrations', 'attendances', 'certificates', 'visitParticipants'])
    void participants.whereNotExists(db(table).whereRaw('participant_id = participants.id').select(db.raw('1')))
  await participants.delete()
}
