import type { Db } from './connection.ts'

interface Noted {
  personId: string | null
  subjectId: string
  details: object
}

/** Writes an event into the activity log unless the same, with the same details, was written within the last minute. */
export const recordOncePerMinute = (db: Db, event: string, { personId, subjectId, details }: Noted) =>
  db.raw(
    `insert into audit_log (event, person_id, subject_id, details)
     select :event, :personId::uuid, :subjectId::uuid, :details::jsonb
     where not exists (select from audit_log where subject_id = :subjectId::uuid and event = :event
       and details = :details::jsonb and at > portal_clock() - interval '1 minute')`,
    { event, personId, subjectId, details: JSON.stringify(details) },
  )
