import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import type { Attendee, Certificate } from './certificate.ts'

const certificates = (db: Db): Query =>
  db('certificates')
    .select('id', 'version', 'year', 'number', 'code', 'participantId', 'issuedOn', 'revokedOn', 'reason')
    .select(db.raw(contentShown))

// What was certified stays as it was; of somebody who was erased nobody is told the name that stands in it.
const contentShown = `coalesce(
  (select jsonb_set(content, '{name}', to_jsonb(name)) from participants where id = participant_id and erased_at is not null),
  content) as content`

const attended = (db: Db, dayId: string): Query =>
  db('attendances')
    .join('trainingDates', 'trainingDates.id', 'dateId')
    .join('participants', 'participants.id', 'participantId')
    .where({ dayId })
    .whereNull('participants.restrictedAt')
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
