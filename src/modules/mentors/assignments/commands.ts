import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { Day } from '#platform/values/day.ts'
import { endRole, grantRole } from '#modules/people/roles/commands.ts'
import { inactiveSince, type Assignment, type NewAssignment, type Agreement } from './assignment.ts'

/** Assigns a mentor to a parish. Breaks `role_assignments_do_not_overlap` where they are assigned to it in these days already. */
export async function assignMentor(
  tx: AuditedTransaction,
  { personId, parishId, fromDay, toDay, ...terms }: NewAssignment,
): Promise<string> {
  const days = { fromDay, ...(toDay === null ? {} : { toDay }) }
  const id = await grantRole(tx, { id: personId }, { role: 'mentor', parishId, ...days })
  await tx.db('assignmentAgreements').insert({ ...terms, id, updatedBy: tx.personId })
  await tx.record('mentor.assigned', id, { personId, parishId, ...terms })
  return id
}

type Seen = Pick<Assignment, 'id' | 'mentorId' | 'toDay'>

/** Changes the last day and the terms of an assignment seen in this version; 0 where it has no terms. Throws VersionConflict. */
export async function changeAssignment(
  tx: AuditedTransaction,
  { id, mentorId, toDay: before }: Seen,
  version: number,
  { toDay, ...terms }: Agreement & { toDay: Day | null },
): Promise<void> {
  const changes = { ...terms, updatedBy: tx.personId, updatedAt: present(tx.db) }
  if (version === 0) await tx.db('assignmentAgreements').insert({ ...changes, id })
  else await updateIfUnchanged<{ id: string; version: number }>(tx, 'assignmentAgreements', { id, version }, changes)
  if (toDay !== null && toDay !== before) await endRole(tx, { id, personId: mentorId }, toDay)
  if (toDay === null && before !== null) await tx.db('roleAssignments').where({ id }).update({ toDay })
  await tx.record('mentor.assignment_changed', id, { toDay, ...terms })
}

/** Notes that a mentor was reminded of this silence; breaks its primary key where they were already. */
export async function recordReminder(tx: AuditedTransaction, assignment: Assignment, remindedAt: Date): Promise<void> {
  const since = inactiveSince(assignment)
  await tx.db('inactivityReminders').insert({ assignmentId: assignment.id, since, remindedAt })
  await tx.record('mentor.inactivity_reminded', assignment.id, { since })
}
