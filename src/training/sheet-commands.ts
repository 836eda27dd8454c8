import type { Act } from '#db/act.ts'
import type { AttendancePaper } from './attendance.ts'

export interface NewPaper extends Pick<AttendancePaper, 'fileId' | 'kind' | 'byCode'> {
  /** Null where nobody could read a code: it waits until somebody says which date it is of. */
  dateId: string | null
}

/** Keeps the photograph, scan or log of a date's list. Sent twice, a file is kept once. */
export async function keepPaper(act: Act, paper: NewPaper, at: Date): Promise<void> {
  const row = { ...paper, uploadedBy: act.personId, uploadedAt: at }
  await act.trx('attendancePapers').insert(row).onConflict('fileId').ignore()
  await act.record('attendance.paper_kept', paper.dateId ?? paper.fileId, { kind: paper.kind, byCode: paper.byCode })
}

/** Says by hand which date a paper is of. */
export async function filePaper(act: Act, { id }: { id: string }, dateId: string): Promise<void> {
  await act.trx('attendancePapers').where({ id, dateId: null }).update({ dateId })
  await act.record('attendance.paper_filed', dateId)
}

/** Takes away a paper that was sent by mistake; not one that a count was confirmed by. */
export async function discardPaper(act: Act, { id, dateId }: { id: string; dateId: string | null }): Promise<void> {
  await act.trx('attendancePapers').where({ id }).delete()
  await act.record('attendance.paper_discarded', dateId ?? id)
}
