import type { Db } from '#platform/db/connection.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { viewerForQueries } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Autosave, AutosaveState, PresentPerson } from './autosave.ts'

const mostOffered = 5
const seconds = 45

const autosavesOf = (db: Db, { id }: Viewer, subject: string) =>
  db('autosaves').where({ personId: id, subject }).where('savedAt', '>', db.raw(`portal_now() - interval '30 days'`))

const presentAt = (db: Db, { id }: Viewer, subject: string) =>
  db('formPresences')
    .join('people', 'people.id', 'formPresences.personId')
    .where({ subject })
    .whereNot({ personId: id })
    .where('seenAt', '>', db.raw(`portal_now() - interval '${seconds} seconds'`))
    .orderBy('since')
    .select('people.name', 'since as sinceAt')

/** Others who have this form open now, and since when. */
export const listPresent = (db: Db, viewer: Viewer, subject: string): Promise<PresentPerson[]> =>
  presentAt(db, viewer, subject)

const columns = ['id', 'subject', 'locale', 'savedAt']

type Found = { offers: Autosave[]; restored: Autosave[]; present: PresentPerson[] }

const autosaveState = bundleBuiltOnce<Found, [viewer: Viewer, subject: string, wanted: string | null]>(
  (db, viewer, subject, wanted) => ({
    offers: autosavesOf(db, viewer, subject).orderBy('savedAt', 'desc').limit(mostOffered).select(columns),
    restored: autosavesOf(db, viewer, subject)
      .where({ id: wanted })
      .select(...columns, 'fields'),
    present: presentAt(db, viewer, subject),
  }),
)

/** What the page of a form needs to know: the viewer's own drafts of it, the one asked for, and who else is here. */
export async function findAutosaveState(
  db: Db,
  viewer: Viewer,
  subject: string,
  asked?: string,
): Promise<AutosaveState> {
  const wanted = asked && isUuid(asked) ? asked : null
  const { offers, restored, present } = await autosaveState(db, viewerForQueries(viewer), subject, wanted)
  const [one = null] = restored
  return { subject, offers: offers.filter(({ id }) => id !== one?.id), restored: one, present }
}
