import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import type { Attendee, Certificate } from './certificate.ts'

const certificates = (db: Db): Query =>
  db('certificates').select(
    'id',
    'version',
    'year',
    'number',
    'code',
    'participantId',
    'content',
    'issuedOn',
    'revokedOn',
    'reason',
  )

const attended = (db: Db, dayId: string): Query =>
  db('attendances')
    .join('trainingDates', 'trainingDates.id', 'dateId')
    .join('participants', 'participants.id', 'participantId')
    .where({ dayId })
    .groupBy('participants.id')
    .select('participants.id as participantId', 'participants.name')
    .select(db.raw('sum(minutes)::integer as minutes'))
    .select(db.raw(`json_agg(json_build_object('onDay', on_day, 'minutes', minutes) order by on_day) as dates`))

/** Who was at a day, and the certificates issued for it, the latest of each person last. */
export const findCertified = (db: Db, dayId: string): Promise<{ people: Attendee[]; certificates: Certificate[] }> =>
  queryTogether<{ people: Attendee[]; certificates: Certificate[] }>(db, {
    people: attended(db, dayId),
    certificates: certificates(db).where({ dayId }).orderBy(['year', 'number']),
  })

/** The certificate with this serial number. */
export const findCertificate = (db: Db, serial: { year: number; number: number }): Promise<Certificate | undefined> =>
  certificates(db).where(serial).first<Certificate | undefined>()

/** One certificate of this day. */
export const findCertificateOfDay = (
  db: Db,
  dayId: string,
  serial: { year: number; number: number },
): Promise<Certificate | undefined> =>
  certificates(db)
    .where({ ...serial, dayId })
    .first<Certificate | undefined>()
