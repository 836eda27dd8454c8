import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { PrivacyRequest } from '#modules/privacy/requests/request.ts'
import type { Erased } from './commands.ts'

/** Ends the request that somebody was erased for; of whom it was it says nothing any more. */
export async function closeErased(
  tx: AuditedTransaction,
  { id, version }: Pick<PrivacyRequest, 'id' | 'version'>,
  { rows, fields, mentions, refused }: Erased,
): Promise<void> {
  await updateIfUnchanged<PrivacyRequest>(
    tx,
    'privacyRequests',
    { id, version },
    {
      ...{ state: 'answered', subjectEmail: null, text: '', answer: '' },
      ...{ handledBy: tx.personId, handledAt: tx.db.raw('portal_now()') },
    },
  )
  await tx.record('privacy.erased', id, { rows, fields, mentions, refused })
}
