import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Person } from '#modules/people/accounts/person.ts'
import type { FactorRemoval } from './removal.ts'

/** The request that waits for another administrator, where one does. */
export const findOpenRemoval = (db: Db, personId: string): Promise<FactorRemoval | undefined> =>
  db('factorRemovals')
    .join('people', 'people.id', 'factorRemovals.askedBy')
    .where({ personId })
    .whereNull('confirmedAt')
    .where('askedAt', '>', db.raw(`portal_now() - interval '24 hours'`))
    .orderBy('askedAt', 'desc')
    .first(
      'factorRemovals.id',
      'personId',
      'reason',
      'askedBy',
      'people.name as askerName',
      'askedAt',
      db.raw(`asked_at + interval '24 hours' as until`),
    )

/** The administrators on this day whose account is in use, but for this person. */
export const listOtherAdministrators = (db: Db, personId: string, day: Day): Promise<Person[]> =>
  db('people')
    .whereNot({ id: personId })
    .whereNull('deactivatedAt')
    .whereNotNull('passwordHash')
    .whereExists(
      db('roleAssignments')
        .whereRaw(`person_id = people.id and role = 'administrator'`)
        .whereRaw(`?::date between from_day and coalesce(to_day, 'infinity')`, [day]),
    )
