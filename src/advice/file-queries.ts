import { fromJson } from '#db/together.ts'
import type { StoredFile } from '#files/file.ts'

/** The photos of a session in SQL, as a column of its row, in the order they were added. */
export const photosColumn = `coalesce((
  select jsonb_agg(to_jsonb(files) order by added_at)
  from advice_files join files on files.id = file_id where session_id = advice_sessions.id), '[]') as photos`

export const photosOf = (photos: Record<string, unknown>[]): StoredFile[] => fromJson<StoredFile>(photos)
