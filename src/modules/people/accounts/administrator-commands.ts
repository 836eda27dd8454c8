import type { AuditedTransaction } from '#platform/db/transact.ts'

/** The portal would have no administrator. */
export class LastAdministrator extends Error {}

/**
 * Throws LastAdministrator where nobody but this person, or not by another role than this one, is an administrator without a
 * last day, in an open account that is in use. Whoever takes an administrator away waits here for others who do.
 */
export async function keepAnAdministrator(
  { db }: AuditedTransaction,
  without: { personId: string } | { assignmentId: string },
): Promise<void> {
  await db.raw('select pg_advisory_xact_lock(779)')
  const administrators: { id: string; personId: string }[] = await db('roleAssignments')
    .join('people', 'people.id', 'roleAssignments.personId')
    .where({ role: 'administrator' })
    .whereNull('toDay')
    .whereRaw('from_day <= portal_now()::date')
    .whereNull('deactivatedAt')
    .whereNotNull('passwordHash')
    .select('roleAssignments.id', 'personId')
  const goes = (each: (typeof administrators)[number]) =>
    'personId' in without ? each.personId === without.personId : each.id === without.assignmentId
  if (administrators.some(goes) && administrators.every(goes))
    throw new LastAdministrator('the portal would have no administrator')
}
