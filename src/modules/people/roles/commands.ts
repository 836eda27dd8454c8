import { type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import type { Role } from '#platform/values/viewer.ts'
import { keepAnAdministrator } from '#modules/people/accounts/administrator-commands.ts'
import type { Person } from '#modules/people/accounts/person.ts'

export interface NewRole {
  role: Role
  territoryId?: string
  parishId?: string
  confirms?: boolean
  fromDay: Day
  toDay?: Day
}

/** Gives a person a role over the project, a territory or a parish, between two days. */
export async function grantRole(
  tx: AuditedTransaction,
  person: Pick<Person, 'id'>,
  assignment: NewRole,
): Promise<string> {
  const [row] = (await tx
    .db('roleAssignments')
    .insert({ ...assignment, personId: person.id, grantedBy: tx.personId })
    .returning('id')) as [{ id: string }]
  await tx.record('role.granted', person.id, assignment)
  return row.id
}

/** Ends a role: the person holds it up to this day and no longer. Throws LastAdministrator where the portal would have none. */
export async function endRole(
  tx: AuditedTransaction,
  assignment: { id: string; personId: string },
  toDay: Day,
): Promise<void> {
  await keepAnAdministrator(tx, { assignmentId: assignment.id })
  await tx.db('roleAssignments').where({ id: assignment.id }).update({ toDay })
  await tx.record('role.ended', assignment.personId, { assignmentId: assignment.id, toDay })
}
