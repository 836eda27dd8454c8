import { rowsFromJson } from '#platform/db/batch-queries.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'

/** The photos and documents of an initiative, in the order they were added. */
export interface InitiativeFiles {
  photos: StoredFile[]
  documents: StoredFile[]
}

/** Columns of files as they come with the row of their initiative. */
export type AttachedRow = Record<string, unknown>

/** The files of an initiative in SQL, as a column of its row. */
export const attachedColumn = `coalesce((
  select jsonb_agg(to_jsonb(files) || jsonb_build_object('kind', kind) order by added_at)
  from initiative_files join files on files.id = file_id where initiative_id = initiatives.id), '[]') as attached`

export function filesOf({ attached }: { attached: AttachedRow[] }): InitiativeFiles {
  const files = rowsFromJson<StoredFile & { kind: string }>(attached)
  return {
    photos: files.filter(({ kind }) => kind === 'photo'),
    documents: files.filter(({ kind }) => kind === 'document'),
  }
}
