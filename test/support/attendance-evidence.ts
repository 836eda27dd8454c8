import type { Db } from '#platform/db/connection.ts'
import { keptFile } from './files.ts'

/** What shows that a day took place: on each of its dates somebody signed a sheet, and a second person counted. */
export async function addAttendanceEvidence(db: Db, dayId: string, confirmedBy: string): Promise<void> {
  const at = new Date('2021-05-01T10:00:00Z')
  const dates: { id: string }[] = await db('trainingDates').where({ dayId }).select('id')
  for (const { id: dateId } of dates) {
    const [{ id: participantId }] = await db('participants').insert({ name: 'Somebody', locale: 'en' }).returning('id')
    const { id: uploadedBy } = await db('people').whereNot({ id: confirmedBy }).first<{ id: string }>('id')
    await db('attendances').insert({ dateId, participantId, minutes: 60, method: 'paper', recordedAt: at })
    const { id: fileId } = await keptFile(db, 'document')
    await db('attendanceScans').insert({ dateId, fileId, kind: 'sign_in_sheet', uploadedBy, uploadedAt: at })
    await db('attendanceLists').where({ id: dateId }).update({ counted: 1, listed: 1, confirmedBy, confirmedAt: at })
  }
}
