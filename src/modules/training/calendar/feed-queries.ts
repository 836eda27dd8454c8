import type { Db, Query } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { findViewer } from '#modules/people/roles/queries.ts'
import { daysWhere, ofTerritories, type VisibleDay } from '#modules/training/days/queries.ts'

/** The id of a person's own feed, where they have one. */
export const findFeed = async (db: Db, personId: string): Promise<string | null> => {
  const row: { id: string } | undefined = await db('calendarFeeds').where({ personId }).first('id')
  return row?.id ?? null
}

/** Whose feed this is, with the roles they hold today; nobody's where it was renewed or their account was closed. */
export async function findFeedOwner(db: Db, feedId: string, today: Day): Promise<Viewer | undefined> {
  const row: { personId: string } | undefined = await db('calendarFeeds').where({ id: feedId }).first('personId')
  return row && (await findViewer(db, row.personId, today))
}

const registered = `training_days.id in (select day_id from registrations join participants on participants.id = participant_id
  where participants.email = ? and registrations.state = 'registered')`

/** A person's own days: those that they run, and those on which they have a place under their e-mail. */
export const listOwnDays = (db: Db, viewer: Viewer): Promise<VisibleDay[]> =>
  daysWhere(db, viewer, (query: Query) => {
    query.where((either) => {
      either.whereRaw(registered, [viewer.email])
      const own = territoryIdsWithRole(viewer, 'partner')
      if (hasRole(viewer, 'lead')) either.orWhereRaw('true')
      else if (own.length > 0) either.orWhereRaw(ofTerritories, [own, own])
    })
  })
