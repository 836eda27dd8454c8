import type { AuditedTransaction } from '#platform/db/transact.ts'
import type { AttendanceScan } from '#modules/training/attendance/attendance.ts'

export interface NewScan extends Pick<AttendanceScan, 'fileId' | 'kind' | 'byCode'> {
  /** Null where nobody could read a code: it waits until somebody says which date it is of. */
  dateId: string | null
}

/** Keeps the photograph, scan or log of a date's list. Sent twice, a file is kept once. */
export async function storeScan(tx: AuditedTransaction, scan: NewScan, at: Date): Promise<void> {
  const row = { ...scan, uploadedBy: tx.personId, uploadedAt: at }
  await tx.db('attendanceScans').insert(row).onConflict('fileId').ignore()
  await tx.record('attendance.scan_received', scan.dateId ?? scan.fileId, { kind: scan.kind, byCode: scan.byCode })
}

/** Says by hand which date a scan is of. */
export async function fileScan(tx: AuditedTransaction, { id }: { id: string }, dateId: string): Promise<void> {
  await tx.db('attendanceScans').where({ id, dateId: null }).update({ dateId })
  await tx.record('attendance.scan_filed', dateId)
}

/** Takes away a scan that was sent by mistake; not one that a count was confirmed by. */
export async function discardScan(
  tx: AuditedTransaction,
  { id, dateId }: { id: string; dateId: string | null },
): Promise<void> {
  await tx.db('attendanceScans').where({ id }).delete()
  await tx.record('attendance.scan_discarded', dateId ?? id)
}
