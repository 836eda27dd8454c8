import { builtForViewer } from '#platform/db/built-once.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Day } from '#platform/values/day.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import type { HeldRole, Role, Viewer } from '#platform/values/viewer.ts'
import type { Person } from '#modules/people/accounts/person.ts'

/** The person with the roles they hold on this day; undefined for somebody unknown or deactivated. */
export async function findViewer(db: Db, id: string, day: Day): Promise<Viewer | undefined> {
  const rows = await db('people')
    .leftJoin('roleAssignments', (join) => {
      join
        .on('roleAssignments.personId', 'people.id')
        .andOn(db.raw('?::date between from_day and coalesce(to_day, ?)', [day, 'infinity']))
    })
    .leftJoin('assignmentAgreements', 'assignmentAgreements.id', 'roleAssignments.id')
    .where('people.id', id)
    .whereNull('people.deactivatedAt')
    .select(
      'people.id',
      'name',
      'email',
      'locale',
      'roleAssignments.id as assignmentId',
      'role',
      'territoryId',
      'parishId',
      'confirms',
      'fromDay',
      'toDay',
      'hidesEarlierNotes',
      'firstSignedInAt',
      db.raw(
        `exists (select from second_factors where person_id = people.id and confirmed_at is not null) as has_factor,
        exists (select from second_factors where person_id = people.id and kind = 'passkey') as has_passkey`,
      ),
    )

  const [person] = rows as (Viewer &
    RoleRow & { firstSignedInAt: Date | null; hasFactor: boolean; hasPasskey: boolean })[]
  if (!person) return undefined
  const { name, email, locale } = person
  const { hasFactor: has, hasPasskey, firstSignedInAt: since } = person
  const secondFactor = { has, hasPasskey, since }
  return { id, name, email, locale, secondFactor, roles: (rows as RoleRow[]).flatMap(rolesOf) }
}

type RoleRow = Omit<HeldRole, 'id' | 'from' | 'to' | 'earlierNotes'> & {
  assignmentId: string | null
  fromDay: HeldRole['from']
  toDay: HeldRole['to']
  hidesEarlierNotes: boolean | null
}

// Somebody without a role is one row without an assignment.
const rolesOf = ({
  assignmentId: id,
  role,
  territoryId,
  parishId,
  confirms,
  fromDay: from,
  toDay: to,
  hidesEarlierNotes,
}: RoleRow): HeldRole[] => {
  const terms = hidesEarlierNotes === false ? { earlierNotes: true } : {}
  return id === null ? [] : [{ id, role, territoryId, parishId, confirms, from, to, ...terms }]
}

/** Names of the places that a person's roles cover, for "you are here as". */
export const listScopesOf = builtForViewer<{ id: string; slug: string; names: unknown }>((db, viewer) => {
  const ids = (kind: 'territoryId' | 'parishId') => viewer.roles.flatMap((held) => held[kind] ?? [])
  return db('territories')
    .whereRaw('id = any(?)', [ids('territoryId')])
    .select('id', 'slug', 'names')
    .unionAll([
      db('parishes')
        .whereRaw('id = any(?)', [ids('parishId')])
        .select('id', 'slug', 'names'),
    ])
})

export interface RoleAssignment {
  id: string
  personId: string
  role: Role
  territoryId: string | null
  parishId: string | null
  place: Multilingual | null
  confirms: boolean
  fromDay: Day
  toDay: Day | null
}

const roleAssignments = (db: Db) =>
  db('roleAssignments')
    .leftJoin('territories', 'territories.id', 'roleAssignments.territoryId')
    .leftJoin('parishes', 'parishes.id', 'roleAssignments.parishId')
    .orderBy('fromDay')
    .select('roleAssignments.*', db.raw('coalesce(territories.names, parishes.names) as place'))

/** Every account with every role it holds, held or will hold; of those whose data are restricted nobody reads here. */
export async function listPeople(db: Db): Promise<(Person & { held: RoleAssignment[] })[]> {
  const people: Person[] = await db('people').whereNull('restrictedAt').orderBy('name')
  const roles = Map.groupBy((await roleAssignments(db)) as RoleAssignment[], ({ personId }) => personId)
  return people.map((person) => ({ ...person, held: roles.get(person.id) ?? [] }))
}

export const listRoleAssignments = (db: Db, personId: string): Promise<RoleAssignment[]> =>
  roleAssignments(db).where({ personId })

/** The roles that somebody holds or will hold. */
export const listStandingRoles = (db: Db, personId: string): Promise<RoleAssignment[]> =>
  roleAssignments(db)
    .where({ personId })
    .whereRaw(`coalesce(to_day, 'infinity') >= (portal_now() at time zone 'Europe/Riga')::date`)

export const findRoleAssignment = (db: Db, personId: string, id: string): Promise<RoleAssignment | undefined> =>
  roleAssignments(db).where({ personId, 'roleAssignments.id': id }).first()

/** Whether advice was given under this assignment after the day: an assignment cannot end before it. */
export const hasAdviceAfter = async (db: Db, assignmentId: string, day: Day): Promise<boolean> =>
  (await db('adviceSessions').where({ assignmentId }).where('heldOn', '>', day).first('id')) !== undefined

export interface ScopeChoice {
  id: string
  names: Multilingual
}

/** The territories that roles can be given over. */
export const listTerritories = (db: Db): Promise<ScopeChoice[]> => db('territories').select('id', 'names')
