import { createHash, randomBytes } from 'node:crypto'
import { zipOf } from '#platform/files/formats/zip-writing.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { VersionConflict, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Locale } from '#platform/i18n/locale.ts'
import type { RegisterColumn } from '#modules/privacy/register/register.ts'
import { findMeant } from '#modules/privacy/subject/queries.ts'
import type { Subject } from '#modules/privacy/subject/subject.ts'
import { jsonOf, pageOf } from './export.ts'
import { findEverything } from './export-queries.ts'
import { fileReadyMessage } from './mail.ts'

/** What is kept of a private link: who reads the database opens nobody's file. */
export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

interface Asked {
  subject: Pick<Subject, 'personId' | 'participantIds'>
  /** Where the letter goes that says that it is ready; null where an account's own page does. */
  email: string | null
  locale: Locale
  requestId: string | null
}

/** Asks for a file with everything about somebody; one that waits already is the same one. */
export async function askForFile(tx: AuditedTransaction, { subject, email, locale, requestId }: Asked): Promise<void> {
  const { personId, participantIds } = subject
  const waiting = await tx
    .db('privacyFiles')
    .whereNull('madeAt')
    .where(requestId === null ? { personId, requestId: null } : { requestId })
    .first<{ id: string } | undefined>('id')
  if (waiting) return tx.record('privacy.file_asked', waiting.id)
  const [{ id }] = (await tx
    .db('privacyFiles')
    .insert({ personId, participantIds, email, locale, requestId, askedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await tx.record('privacy.file_asked', id)
}

interface Waiting {
  id: string
  personId: string | null
  participantIds: string[]
  email: string | null
  locale: Locale
}

/** Makes a file that waits, and tells whoever it is for; throws VersionConflict where another process makes it. */
export async function makeFile(
  tx: AuditedTransaction,
  register: readonly RegisterColumn[],
  { id, at, phone }: { id: string; at: Date; phone: string },
): Promise<void> {
  const waiting = tx.db('privacyFiles').where({ id }).whereNull('madeAt').forUpdate().skipLocked()
  const file = await waiting.first<Waiting | undefined>('id', 'personId', 'participantIds', 'email', 'locale')
  if (!file) throw new VersionConflict(`the file ${id} is being made`)
  const { email, locale } = file
  const { subject } = await findMeant(tx.db, file)
  const everything = await findEverything(tx.db, register, subject, at)
  const content = zipOf([
    { name: 'data.json', content: jsonOf(everything) },
    { name: 'read-me.html', content: pageOf(locale, register, everything) },
  ])
  const token = randomBytes(32).toString('hex')
  const tokenHash = email === null ? null : linkHash(token)
  await tx
    .db('privacyFiles')
    .where({ id })
    .update({ content: Buffer.from(content), madeAt: tx.db.raw('portal_now()'), tokenHash })
  if (email !== null) await enqueueMail(tx, fileReadyMessage({ id, locale, email, token, phone }))
  await tx.record('privacy.file_made', id, { bytes: content.length })
}
