import type { Db } from '#platform/db/connection.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { SignedContent } from '#platform/files/formats/signed-content.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { HandoverBasis } from './handover.ts'

/** A signed file that somebody sent for a handover, and what was found in it. */
export interface ProofInList {
  id: string
  kind: 'container' | 'scan'
  matches: boolean
  reading: SignedContent | null
  sentAt: Date
  sentBy: string | null
  senderName: string | null
  /** When and by whom a scan was confirmed, and the file taken back. */
  confirmedAt: Date | null
  confirmerName: string | null
  withdrawnAt: Date | null
  withdrawerName: string | null
  withdrawnBecause: Multilingual | null
  file: StoredFile
}

type Row = Omit<ProofInList, 'file'> & { file: Record<string, unknown> }

const reviewed = (verdict: 'confirmed' | 'withdrawn') =>
  `left join handover_proof_reviews ${verdict} on ${verdict}.proof_id = handover_proofs.id and ${verdict}.verdict = '${verdict}'`

/** What was sent for a handover, the latest first. */
export async function listProofs(db: Db, handoverId: string): Promise<ProofInList[]> {
  const rows: Row[] = await db('handoverProofs')
    .join('files', 'files.id', 'handoverProofs.fileId')
    .leftJoin('people', 'people.id', 'handoverProofs.sentBy')
    .where({ handoverId })
    .orderBy('sentAt', 'desc')
    .joinRaw(reviewed('confirmed'))
    .joinRaw(reviewed('withdrawn'))
    .leftJoin('people as confirmer', 'confirmer.id', 'confirmed.reviewedBy')
    .leftJoin('people as withdrawer', 'withdrawer.id', 'withdrawn.reviewedBy')
    .select('handoverProofs.id', 'kind', 'matches', 'reading', 'sentAt', 'sentBy', 'people.name as senderName')
    .select('confirmed.reviewedAt as confirmedAt', 'confirmer.name as confirmerName')
    .select(
      'withdrawn.reviewedAt as withdrawnAt',
      'withdrawer.name as withdrawerName',
      'withdrawn.reason as withdrawnBecause',
    )
    .select(db.raw('to_jsonb(files) as file'))
  return rows.map((row) => ({ ...row, file: rowsFromJson<StoredFile>([row.file])[0] as StoredFile }))
}

export const findPrintedPdf = (db: Db, fileId: string): Promise<StoredFile | undefined> =>
  db('files').where({ id: fileId }).first()

export interface ConditionsVersion {
  kind: HandoverBasis
  number: number
  text: Multilingual
  writtenAt: Date
  writerName: string | null
}

/** All versions of the terms, the latest of each kind first. */
export const listConditionsOfUse = (db: Db): Promise<ConditionsVersion[]> =>
  db('handoverConditions')
    .leftJoin('people', 'people.id', 'writtenBy')
    .orderBy('kind')
    .orderBy('number', 'desc')
    .select('kind', 'number', 'text', 'writtenAt', 'people.name as writerName')
