import type { Db } from '#platform/db/connection.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'

/** The photos of a session in SQL as lists show them, as a column of its row, in the order they were added. */
export const photosColumn = `coalesce((
  select jsonb_agg(jsonb_build_object('id', files.id, 'alt', alt, 'width', width, 'height', height) order by added_at)
  from advice_files join files on files.id = file_id where session_id = advice_sessions.id), '[]') as photos`

/** The photos of a session the viewer was let in to. */
export const listPhotos = (db: Db, session: { id: string }): Promise<StoredFile[]> =>
  db('adviceFiles')
    .join('files', 'files.id', 'fileId')
    .where({ sessionId: session.id })
    .orderBy('addedAt')
    .select('files.*')
