import { rowsFromJson } from '#db/together.ts'
import type { Db } from '#db/db.ts'
import type { Save, Was } from './save.ts'

const savesOf = (db: Db, subjectId: string) =>
  db('saves')
    .leftJoin('people', 'people.id', 'saves.savedBy')
    .where({ subjectId })
    .orderBy('saves.version', 'desc')
    .select('saves.version', 'was', 'born', 'removed', 'savedAt', 'savedBy', 'people.name as saverName')

const named = (save: Save): Save => ({ ...save, was: rowsFromJson<Was>(save.was) })

/** What was saved of a subject since the version that somebody saw, newest first. */
export async function listSavesSince(db: Db, subjectId: string, seen: number): Promise<Save[]> {
  const saves: Save[] = await savesOf(db, subjectId).where('saves.version', '>=', seen)
  return saves.map(named)
}

/** The latest save of a subject that removed rows, where it is no older than a day. */
export async function findRemoval(db: Db, subjectId: string): Promise<Save | undefined> {
  const save: Save | undefined = await savesOf(db, subjectId)
    .where('removed', '>', 0)
    .where('savedAt', '>', db.raw(`now() - interval '1 day'`))
    .first()
  return save && named(save)
}
