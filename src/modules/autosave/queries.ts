import type { Db } from '#platform/db/connection.ts'
import { bundleBuiltOnce } from '#platform/db/batch-queries.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { viewerForQueries } from '#platform/values/viewer-scope.ts'
import type { Viewer } from '#platform/values/viewer.ts'
import type { Autosave, AutosaveState, OfferedAutosave, PresentPerson } from './autosave.ts'

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

// By its longest text somebody knows which draft it is; keys of rows and records say nothing.
const beginning = (db: Db) =>
  db.raw(`(select left(value #>> '{}', 60) from jsonb_each(fields)
    where jsonb_typeof(value) = 'string' and key not in ('rows', 'fresh', 'key') and value #>> '{}' !~ '^[0-9a-f-]{36}'
    order by length(value #>> '{}') desc, key limit 1) as beginning`)

type Found = { offers: OfferedAutosave[]; restored: Autosave[]; present: PresentPerson[] }

const autosaveState = bundleBuiltOnce<Found, [viewer: Viewer, subject: string, wanted: string | null]>(
  (db, viewer, subject, wanted) => ({
    offers: autosavesOf(db, viewer, subject)
      .orderBy('savedAt', 'desc')
      .limit(mostOffered)
      .select(...columns, beginning(db)),
    restored: autosavesOf(db, viewer, subject)
      .where({ id: wanted })
      .select(...columns, 'fields'),
    present: presentAt(db, viewer, subject),
  }),
)

/** The viewer's own drafts of a form, newest first. */
export const listAutosaves = (db: Db, viewer: Viewer, subject: string): Promise<OfferedAutosave[]> =>
  autosavesOf(db, viewer, subject)
    .orderBy('savedAt', 'desc')
    .limit(mostOffered)
    .select(...columns, beginning(db))

/** A draft of the viewer's own. */
export const findAutosave = (
  db: Db,
  { id: personId }: Viewer,
  id: string,
): Promise<Pick<Autosave, 'fields'> | undefined> => db('autosaves').where({ id, personId }).first('fields')

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
