import { present } from '#platform/db/clock.ts'
import type { Db } from '#platform/db/connection.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Autosave } from './autosave.ts'

/*
 * Autosaves and presences are no changes: nothing that anybody else reads changes, so nothing is recorded, and public pages stay
 * in their cache. That is why these commands, and no others, write without an Act.
 */

const mostAutosaves = 50

/** Keeps a draft; false where its form was saved meanwhile, or where the id is somebody else's. */
export async function saveDraft(db: Db, { id: personId }: Viewer, draft: Omit<Autosave, 'savedAt'>): Promise<boolean> {
  const { fields, ...rest } = draft
  const row = { ...rest, personId, fields: JSON.stringify(fields), savedAt: present(db) }
  const [kept] = await db('autosaves')
    .insert(row)
    .onConflict('id')
    .merge(['fields', 'savedAt'])
    .where({ 'autosaves.personId': personId, 'autosaves.subject': draft.subject })
    .returning('id')
  const newest = db('autosaves').where({ personId }).orderBy('savedAt', 'desc').limit(mostAutosaves).select('id')
  await db('autosaves').where({ personId }).whereNotIn('id', newest).delete()
  return kept !== undefined
}

export async function discardAutosave(db: Db, { id: personId }: Viewer, id: string): Promise<void> {
  await db('autosaves').where({ id, personId }).delete()
}

/** Notes that somebody has a form open. Who was away for a while is here since now. */
export async function markPresent(db: Db, { id: personId }: Viewer, subject: string): Promise<void> {
  const away = `form_presences.seen_at < portal_now() - interval '45 seconds'`
  await db('formPresences')
    .insert({ subject, personId })
    .onConflict(['subject', 'personId'])
    .merge({
      seenAt: present(db),
      since: db.raw(`case when ${away} then portal_now() else form_presences.since end`),
    })
}

export async function markAbsent(db: Db, { id: personId }: Viewer, subject: string): Promise<void> {
  await db('formPresences').where({ subject, personId }).delete()
}

/** Forgets drafts of more than 30 days, what saves replaced more than 90 days ago, and who was here an hour ago. */
export async function deleteOldAutosaves(db: Db): Promise<void> {
  await db('autosaves').where('savedAt', '<', db.raw(`portal_now() - interval '30 days'`)).delete()
  await db('revisions').where('savedAt', '<', db.raw(`portal_now() - interval '90 days'`)).delete()
  await db('formPresences').where('seenAt', '<', db.raw(`portal_now() - interval '1 hour'`)).delete()
}
