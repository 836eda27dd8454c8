import { transact } from '#platform/db/transact.ts'
import type { Db } from '#platform/db/connection.ts'
import { completeActionItem, logSession } from '#modules/advice/sessions/commands.ts'
import type { MentorAssignment, SessionInput } from '#modules/advice/sessions/session.ts'
import { idIn } from '../look-up.ts'
import type { Person } from '../people/seed.ts'
import type { DemoSession } from './schema.ts'
import { tellFrom } from '../telling.ts'

/** Logs a session that a mentor gave a parish, and what of its next steps is done by now. */
export async function seedSession(
  db: Db,
  parish: string,
  mentor: Person,
  session: DemoSession,
  requestId?: string,
): Promise<void> {
  await tellFrom(db, `${session.on}T16:00:00Z`)
  await transact(db, mentor, async (tx) => {
    const assignment = (await tx
      .db('roleAssignments')
      .join('parishes', 'parishes.id', 'roleAssignments.parishId')
      .where({ personId: mentor.id, slug: parish })
      .first('roleAssignments.id', 'personId as mentorId', 'parishId')) as unknown as MentorAssignment
    const { initiative, on, actionItems, ...facts } = session
    const input: SessionInput = {
      ...facts,
      heldOn: on,
      initiativeId: initiative === undefined ? null : await idIn(tx.db, 'initiatives', { slug: initiative }),
      steps: actionItems.map(({ what, owner, due }) => ({ what, owner, dueOn: due })),
    }
    const { steps } = await logSession(tx, assignment, requestId === undefined ? input : { ...input, requestId })
    for (const [at, step] of steps.entries())
      if (actionItems[at]?.done) await completeActionItem(tx, step, new Date(`${on}T16:00:00Z`))
  })
}
