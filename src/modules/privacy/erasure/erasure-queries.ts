import type { Db } from '#platform/db/connection.ts'

/** Whose name evidence still needs, though nobody but the auditor reads it. */
export interface ErasureInList {
  id: string
  keptAt: Date
  kind: 'account' | 'participant'
  /** What pages show in place of the name. */
  shownAs: string
  /** Null for those who may not read it. */
  name: string | null
}

/** The names that are kept for evidence alone, newest first. */
export const listErasures = (db: Db, most: number): Promise<ErasureInList[]> =>
  db('keptNames')
    .leftJoin('people', 'people.id', 'keptNames.personId')
    .leftJoin('participants', 'participants.id', 'keptNames.participantId')
    .orderBy('keptAt', 'desc')
    .limit(most)
    .select('keptNames.id', 'keptAt', 'keptNames.name')
    .select(db.raw(`case when kept_names.person_id is null then 'participant' else 'account' end as kind`))
    .select(db.raw('coalesce(people.name, participants.name) as shown_as'))
