import { present } from '#platform/db/clock.ts'
import { updateIfUnchanged, type AuditedTransaction } from '#platform/db/transact.ts'
import type { StoredFile } from '#platform/files/formats/file.ts'
import type { MentorAssignment, ActionItem, Session, SessionInput, ActionItemInput } from './session.ts'

/**
 * Logs advice given under an assignment; `sentAs` is the one-time key of the form. Breaks a constraint where it lies outside
 * the assignment, overfills a day, or was logged before.
 */
export async function logSession(
  tx: AuditedTransaction,
  assignment: MentorAssignment,
  { steps, ...fields }: SessionInput,
  sentAs: string | null = null,
): Promise<{ id: string; steps: ActionItem[] }> {
  const { id: assignmentId, mentorId, parishId } = assignment
  const [row] = (await tx
    .db('adviceSessions')
    .insert({ ...fields, assignmentId, mentorId, parishId, sentAs })
    .returning('id')) as [{ id: string }]
  const agreed = await saveSteps(tx, row.id, steps)
  await tx.record('advice.logged', row.id, {
    parishId,
    initiativeId: fields.initiativeId,
    heldOn: fields.heldOn,
    minutes: fields.minutes,
  })
  return { id: row.id, steps: agreed }
}

type Revised = Pick<Session, 'id' | 'version'>
type Revision = { assignment: MentorAssignment; input: SessionInput; removed: readonly string[] }

/** Rewrites a session its mentor has seen in this version; steps not named stay as they are. Throws VersionConflict. */
export async function updateSession(
  tx: AuditedTransaction,
  session: Revised,
  { assignment, input, removed }: Revision,
): Promise<void> {
  const { steps, ...fields } = input
  const { id: assignmentId, parishId } = assignment
  await updateIfUnchanged<Session>(tx, 'adviceSessions', session, {
    ...fields,
    assignmentId,
    parishId,
    updatedAt: present(tx.db),
  })
  await tx.db('actionItems').where({ sessionId: session.id }).whereIn('id', removed).delete()
  await saveSteps(tx, session.id, steps)
  const { privateNote: _, ...visible } = fields
  await tx.record('advice.updated', session.id, { ...visible, steps, removed })
}

type Photos = Record<'added' | 'removed', readonly StoredFile[]>

/** Adds photos to a session and takes others away, within the transaction that logs or updates it. */
export async function changeSessionPhotos(
  { db, personId }: AuditedTransaction,
  sessionId: string,
  { added, removed }: Photos,
) {
  const rows = added.map(({ id }) => ({ sessionId, fileId: id, addedBy: personId }))
  if (rows.length > 0) await db('adviceFiles').insert(rows).onConflict().ignore()
  const gone = removed.map(({ id }) => id)
  await db('adviceFiles').where({ sessionId }).whereIn('fileId', gone).delete()
}

async function saveSteps(
  { db }: AuditedTransaction,
  sessionId: string,
  steps: readonly ActionItemInput[],
): Promise<ActionItem[]> {
  const saved: ActionItem[] = []
  for (const [position, { id, ...step }] of steps.entries()) {
    const changes = { ...step, position, version: db.raw('version + 1') }
    const [kept] =
      id === undefined ? [] : await db('actionItems').where({ id, sessionId }).update(changes).returning('*')
    const [row] = kept
      ? [kept]
      : await db('actionItems')
          .insert({ ...step, sessionId, position })
          .returning('*')
    saved.push(row as ActionItem)
  }
  return saved
}

type Marked = Pick<ActionItem, 'id' | 'sessionId'>

/** Marks a next step as done by whoever acts; one that is done already keeps its first mark. */
export async function completeActionItem(tx: AuditedTransaction, { id, sessionId }: Marked, at: Date): Promise<void> {
  const version = tx.db.raw('version + 1')
  await tx.db('actionItems').where({ id }).whereNull('doneAt').update({ doneAt: at, doneBy: tx.personId, version })
  await tx.record('action_item.completed', id, { sessionId })
}

/** Takes a done mark back. */
export async function reopenActionItem(tx: AuditedTransaction, { id, sessionId }: Marked): Promise<void> {
  await tx
    .db('actionItems')
    .where({ id })
    .update({ doneAt: null, doneBy: null, version: tx.db.raw('version + 1') })
  await tx.record('action_item.reopened', id, { sessionId })
}
