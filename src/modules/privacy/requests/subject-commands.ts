import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'

/** Notes who among those with the same address asked: what is done for the request is done to them alone. */
export async function chooseSubject(
  { db, record }: AuditedTransaction,
  requestId: string,
  { personId, participantIds }: Pick<Subject, 'personId' | 'participantIds'>,
): Promise<void> {
  await db('privacyRequests').where({ id: requestId }).update({ personId, participantIds })
  await record('privacy.subject_chosen', requestId)
}

/** Restricts the processing of somebody's data, or ends that: restricted, they are in no list, file or letter. */
export async function restrictSubject(
  { db, record }: AuditedTransaction,
  requestId: string,
  { personId, participantIds }: Subject,
  isOn: boolean,
): Promise<void> {
  const change = { restrictedAt: isOn ? db.raw('coalesce(restricted_at, portal_now())') : null }
  if (personId !== null) await db('people').where({ id: personId }).update(change)
  await db('participants').whereIn('id', participantIds).update(change)
  await record(isOn ? 'privacy.restricted' : 'privacy.unrestricted', requestId)
}

/** Corrects the name by which somebody is known, and the telephone number: null takes it away. */
export async function correctSubject(
  { db, record }: AuditedTransaction,
  requestId: string,
  { personId, participantIds }: Subject,
  { name, phone }: { name: string; phone: string | null },
): Promise<void> {
  if (personId !== null)
    await db('people')
      .where({ id: personId })
      .update({ name, version: db.raw('version + 1') })
  const correct = { name, phone }
  await db('participants').whereIn('id', participantIds).update(correct)
  await db('registrations').whereIn('participantId', participantIds).update({ phone })
  await record('privacy.corrected', requestId, { fields: participantIds.length > 0 ? Object.keys(correct) : ['name'] })
}
