import { randomBytes } from 'node:crypto'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import type { Day } from '#platform/values/day.ts'
import { linkHash } from '#modules/privacy/files/file-commands.ts'
import { listFound, meantAtFirst, numbersOf } from '#modules/privacy/subject/queries.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'
import { answeredMessage, confirmMessage, extendedMessage, refusedMessage } from './mail.ts'
import { monthsAfter, type PrivacyRequest, type RefusalReason, type RequestKind } from './request.ts'

interface NewRequest {
  kind: RequestKind
  email: string
  text: string
  locale: Locale
}

/** Takes a request by anybody, and sends a letter by whose link it is confirmed: until then it is nobody's. */
export async function askByLetter(
  tx: AuditedTransaction,
  { email, ...asked }: NewRequest,
  phone: string,
): Promise<void> {
  const token = randomBytes(32).toString('hex')
  const [{ id }] = (await tx
    .db('privacyRequests')
    .insert({ ...asked, subjectEmail: email, tokenHash: linkHash(token) })
    .returning('id')) as [{ id: string }]
  await enqueueMail(tx, confirmMessage({ ...asked, id, email, token, phone }))
  await tx.record('privacy.asked', id, { kind: asked.kind })
}

/** Confirms a request by its letter: from this day on the month runs in which it is to be answered. */
export async function confirmRequest(
  tx: AuditedTransaction,
  { id, kind, subjectEmail: email }: PrivacyRequest,
  present: Day,
): Promise<void> {
  await open(tx, id, numbersOf(meantAtFirst(await listFound(tx.db, { email }), null)), present)
  await tx.record('privacy.confirmed', id, { kind })
}

/** Takes a request of somebody who is signed in, which needs no letter. */
export async function askBySession(
  tx: AuditedTransaction,
  { email, personId, ...asked }: NewRequest & { personId: string },
  present: Day,
): Promise<void> {
  const meant = numbersOf(meantAtFirst(await listFound(tx.db, { email, personId }), personId))
  const [{ id }] = (await tx
    .db('privacyRequests')
    .insert({ ...asked, subjectEmail: email })
    .returning('id')) as [{ id: string }]
  await open(tx, id, { ...meant, personId }, present)
  await tx.record('privacy.confirmed', id, { kind: asked.kind })
}

const open = (
  { db }: AuditedTransaction,
  id: string,
  { personId, participantIds }: Pick<Subject, 'personId' | 'participantIds'>,
  present: Day,
) =>
  db('privacyRequests')
    .where({ id })
    .update({
      state: 'open',
      personId,
      participantIds,
      confirmedAt: db.raw('portal_now()'),
      dueOn: monthsAfter(present, 1),
    })

type Seen = Pick<PrivacyRequest, 'id' | 'version' | 'locale' | 'subjectEmail' | 'kind'>

const handled = (tx: AuditedTransaction) => ({ handledBy: tx.personId, handledAt: tx.db.raw('portal_now()') })

/** Ends a request with an answer, which goes to its person; throws VersionConflict. */
export async function answerRequest(
  tx: AuditedTransaction,
  request: Seen,
  answer: string,
  phone: string,
): Promise<void> {
  await updateIfUnchanged(tx, 'privacyRequests', request, { state: 'answered', answer, ...handled(tx) })
  await tellPerson(tx, request, (email) => answeredMessage({ ...request, email, phone }, answer))
  await tx.record('privacy.answered', request.id, { kind: request.kind })
}

/** Ends a request by a refusal with its reason, which goes to its person; throws VersionConflict. */
export async function refuseRequest(
  tx: AuditedTransaction,
  request: Seen,
  { reason, words }: { reason: RefusalReason; words: string },
  phone: string,
): Promise<void> {
  await updateIfUnchanged(tx, 'privacyRequests', request, { state: 'refused', reason, answer: words, ...handled(tx) })
  await tellPerson(tx, request, (email) => refusedMessage({ ...request, email, phone }, reason, words))
  await tx.record('privacy.refused', request.id, { kind: request.kind, reason })
}

/** Puts a request off by two months, once, and says why; throws VersionConflict. */
export async function extendRequest(
  tx: AuditedTransaction,
  request: Seen & Pick<PrivacyRequest, 'dueOn'>,
  because: string,
  phone: string,
): Promise<void> {
  if (request.dueOn === null) throw new RangeError('nobody has confirmed this request')
  const extendedTo = monthsAfter(request.dueOn, 2)
  await updateIfUnchanged(tx, 'privacyRequests', request, { extendedTo, extendedBecause: because })
  await tellPerson(tx, request, (email) => extendedMessage({ ...request, email, phone }, because, extendedTo))
  await tx.record('privacy.extended', request.id, { until: extendedTo })
}

const tellPerson = (
  tx: AuditedTransaction,
  { subjectEmail }: Seen,
  message: (email: string) => Parameters<typeof enqueueMail>[1],
) => (subjectEmail === null ? Promise.resolve() : enqueueMail(tx, message(subjectEmail)))
