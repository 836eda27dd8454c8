import { randomInt } from 'node:crypto'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { enqueueMail } from '#platform/mail/commands.ts'
import { codeLength, codeLetters, serialNumber, type Attendee, type Certificate } from './certificate.ts'
import { issuedMessage, revokedMessage, type CertificateRecipient } from './mail.ts'
import type { TrainingDay } from '#modules/training/days/training-day.ts'

type OfDay = Pick<TrainingDay, 'id' | 'title' | 'topics' | 'organiserNames'>

/** Issues a certificate to each of these people, numbered one after another, and writes to those with an address. */
export async function issueCertificates(
  tx: AuditedTransaction,
  day: OfDay,
  people: readonly Attendee[],
  on: Day,
): Promise<void> {
  const year = Number(on.slice(0, 4))
  let number = await takeNumbers(tx, year, people.length)
  for (const person of people) {
    const certificate = await issue(tx, day, person, { year, number, on })
    await tx.record('certificate.issued', certificate.id, { serial: serialNumber(certificate), dayId: day.id })
    const to = await addresseeOf(tx, person.participantId)
    if (to) await enqueueMail(tx, issuedMessage(to, certificate))
    number += 1
  }
}

// The row of the year is held until the transaction ends, so that numbers have neither gaps nor doubles.
async function takeNumbers({ db }: AuditedTransaction, year: number, count: number): Promise<number> {
  const [row] = (await db('certificateYears')
    .insert({ year, last: count })
    .onConflict('year')
    .merge({ last: db.raw('certificate_years.last + ?', [count]) })
    .returning('last')) as [{ last: number }]
  return row.last - count + 1
}

async function issue(
  tx: AuditedTransaction,
  day: OfDay,
  person: Attendee,
  given: { year: number; number: number; on: Day },
) {
  const { name, dates, minutes, participantId } = person
  const topics = day.topics.map(({ title }) => title)
  const content = { name, title: day.title, topics, dates, minutes, organiser: day.organiserNames }
  const code = Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('')
  const { year, number, on: issuedOn } = given
  const row = { year, number, code, dayId: day.id, participantId, content: JSON.stringify(content), issuedOn }
  const [certificate] = (await tx
    .db('certificates')
    .insert({ ...row, issuedBy: tx.personId })
    .returning('*')) as [Certificate]
  return certificate
}

const addresseeOf = ({ db }: AuditedTransaction, id: string): Promise<CertificateRecipient | undefined> =>
  db('participants').where({ id }).whereNotNull('email').first<CertificateRecipient | undefined>('email', 'locale')

/** Revokes a certificate that was seen in this version, with the reason; throws VersionConflict. It stays, and says so. */
export async function revokeCertificate(
  tx: AuditedTransaction,
  seen: Pick<Certificate, 'id' | 'version'>,
  reason: Multilingual,
  on: Day,
): Promise<void> {
  const changes = { revokedOn: on, revokedBy: tx.personId, reason }
  const certificate = await updateIfUnchanged<Certificate>(tx, 'certificates', seen, changes)
  await tx.record('certificate.revoked', certificate.id, { serial: serialNumber(certificate) })
  const to = await addresseeOf(tx, certificate.participantId)
  if (to) await enqueueMail(tx, revokedMessage(to, certificate))
}
