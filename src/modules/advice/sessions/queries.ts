import { builtForViewer, builtOnce } from '#platform/db/built-once.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { readableName } from '#platform/db/readable-name.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import { pageInOrder } from '#platform/db/keyset.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { pageOf, type Cursor, type ListPage } from '#platform/values/cursor.ts'
import { viewerForQueries, parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { photosColumn } from './photo-queries.ts'
import { may } from './policy.ts'
import type {
  Advice,
  AgreedActionItem,
  ActionItem,
  OpenActionItem,
  ParishAdvice,
  AssignedParish,
  Session,
  ShownSession,
} from './session.ts'

export type { OpenActionItem } from './session.ts'

const isOpen = `(advice_sessions.initiative_id is null or initiatives.open_to_community
  or published_initiatives.initiative_id is not null)`

/** `may.view`, said in SQL. */
const visibleTo = (viewer: Viewer | null) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  query.where((either) => {
    either.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    either.orWhereIn('adviceSessions.parishId', parishIdsWithRole(viewer, 'mentor'))
    if (viewer && hasRole(viewer, 'mentor')) either.orWhere('adviceSessions.mentorId', viewer.id)
    either.orWhere((community) => {
      community.whereIn('adviceSessions.parishId', parishIdsWithRole(viewer, 'member')).whereRaw(isOpen)
    })
  })
}

const visible = (db: Db, viewer: Viewer | null) =>
  db('adviceSessions')
    .join('parishes', 'parishes.id', 'adviceSessions.parishId')
    .join('people', 'people.id', 'adviceSessions.mentorId')
    .leftJoin('initiatives', 'initiatives.id', 'adviceSessions.initiativeId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'adviceSessions.initiativeId')
    .modify(visibleTo(viewer))

const initiative = `initiatives.slug as initiative_slug,
  coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title`
const parish = 'parishes.slug as parish_slug, parishes.names as parish_names'

const steps = `(select coalesce(json_agg(action_items order by position), '[]') from action_items
  where session_id = advice_sessions.id)`

// The private note is not among them, so no list and no page can show it by mistake.
const columns = (db: Db) =>
  db.raw(`advice_sessions.id, advice_sessions.version, assignment_id, mentor_id, ${readableName('people')} as mentor_name,
    advice_sessions.parish_id, parishes.territory_id, advice_sessions.initiative_id, held_on, minutes, channel, phase,
    topics, advice_sessions.summary, advice_sessions.request_id, ${parish}, ${initiative}, ${isOpen} as open, ${steps} as steps,
    ${photosColumn}`)

const newest = ['advice_sessions.held_on', 'advice_sessions.created_at', 'advice_sessions.id']
const newestFirst = newest.map((column) => `${column} desc`).join(', ')

// The steps and the photos of each session come with it, as JSON.
type Stored = Omit<Advice, 'steps'> & { steps: Record<string, unknown>[] }

const withSteps = (sessions: readonly Stored[]): Advice[] =>
  sessions.map((session) => ({ ...session, steps: rowsFromJson<ActionItem>(session.steps) }))

const sessionsPerPage = 50

type Part = { parish?: string | undefined; cursor?: Cursor | undefined }

/** What the viewer may read, newest first, a page of 50 from the cursor on; of one parish where its slug is given. */
export async function listSessions(db: Db, viewer: Viewer, { parish, cursor }: Part = {}): Promise<ListPage<Advice>> {
  const row = (id: string) =>
    db('adviceSessions')
      .where({ id })
      .select(db.raw(newest.join(', ')))
  const sessions = visible(db, viewer).modify(
    pageInOrder({ by: newest, direction: 'desc', size: sessionsPerPage, row }, cursor),
  )
  if (parish !== undefined) sessions.where('parishes.slug', parish)
  const read = withSteps(await sessions.select<Stored[]>(columns(db)))
  return pageOf(read, { size: sessionsPerPage, cursor }, ({ id }) => [id])
}

/** The advice on one initiative that the viewer may read, newest first, at most 100. */
export async function listAdviceOnInitiative(db: Db, viewer: Viewer | null, initiativeId: string): Promise<Advice[]> {
  return viewer ? withSteps(await adviceOn(db, viewerForQueries(viewer), initiativeId)) : []
}

const adviceOn = builtOnce<Stored, [viewer: Viewer, initiativeId: string]>((db, viewer, initiativeId) =>
  visible(db, viewer)
    .where({ 'adviceSessions.initiativeId': initiativeId })
    .orderByRaw(newestFirst)
    .limit(100)
    .select(columns(db)),
)

export async function findSession(db: Db, viewer: Viewer, id: string): Promise<Advice | undefined> {
  if (!isUuid(id)) return undefined
  const sessions = await visible(db, viewer).where({ 'adviceSessions.id': id }).select<Stored[]>(columns(db))
  return withSteps(sessions)[0]
}

/** Private notes of these sessions by session id: those the viewer may read and that are not empty. */
export async function listNotes(db: Db, viewer: Viewer, sessions: readonly Session[]): Promise<Map<string, string>> {
  if (!hasRole(viewer, 'mentor', 'partner')) return new Map()
  const ids = sessions.map(({ id }) => id)
  const rows = await db('adviceSessions')
    .join('parishes', 'parishes.id', 'adviceSessions.parishId')
    .whereIn('adviceSessions.id', ids)
    .whereNot({ privateNote: '' })
    .where((either) => {
      either.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
      if (hasRole(viewer, 'mentor')) either.orWhere('mentorId', viewer.id)
      for (const { parishId, from } of viewer.roles.filter(({ earlierNotes }) => earlierNotes))
        either.orWhere((earlier) => void earlier.where({ parishId }).where('heldOn', '<', from))
    })
    .select<{ id: string; privateNote: string }[]>('adviceSessions.id', 'privateNote')
  return new Map(rows.map(({ id, privateNote }) => [id, privateNote]))
}

/** The same sessions with what the viewer may read and do beyond them. */
export async function withPermissions(db: Db, viewer: Viewer, sessions: readonly Advice[]): Promise<ShownSession[]> {
  const notes = await listNotes(db, viewer, sessions)
  return sessions.map((session) => ({
    session,
    note: notes.get(session.id) ?? null,
    mayEdit: may.edit(viewer, session),
    mayMark: may.mark(viewer, session),
  }))
}

export async function findActionItem(db: Db, viewer: Viewer, id: string): Promise<AgreedActionItem | undefined> {
  if (!isUuid(id)) return undefined
  const step = await db('actionItems').where({ id }).first<ActionItem | undefined>()
  const session = step && (await findSession(db, viewer, step.sessionId))
  return session && { ...step, session }
}

/** Open next steps that are the viewer's to do, with the soonest due first, at most 50: for a person's desk. */
export const listOpenActionItems = builtForViewer<OpenActionItem>((db, viewer) =>
  visible(db, viewer)
    .join('actionItems', 'actionItems.sessionId', 'adviceSessions.id')
    .whereNull('doneAt')
    .where((either) => {
      const [parishes, territories] = [parishIdsWithRole(viewer, 'member'), territoryIdsWithRole(viewer, 'partner')]
      either.where((own) => void own.where({ owner: 'community' }).whereIn('adviceSessions.parishId', parishes))
      either.orWhere({ owner: 'mentor', mentorId: viewer.id })
      either.orWhere((own) => void own.where({ owner: 'partner' }).whereIn('parishes.territoryId', territories))
    })
    .orderByRaw('action_items.due_on nulls last, advice_sessions.held_on, action_items.position')
    .limit(50)
    .select(db.raw(`action_items.*, ${parish}, ${initiative}`)),
)

/** How many sessions the viewer may read in each parish, and their length in minutes. */
export const countByParish = (db: Db, viewer: Viewer): Promise<ParishAdvice[]> =>
  visible(db, viewer)
    .groupBy('parishes.id')
    .select(db.raw('parishes.slug, parishes.names, count(*) as sessions, sum(minutes) as minutes'))

const planned = `coalesce((select jsonb_agg(jsonb_build_object('id', initiatives.id, 'title', initiatives.title))
  from initiatives where initiatives.parish_id = parishes.id and initiatives.state <> 'dropped'), '[]') as initiatives`

/** Where the viewer may log advice today: each assignment as mentor, with the initiatives of its parish. */
export function listAssignedParishes(db: Db, viewer: Viewer): Promise<AssignedParish[]> {
  const assignments = viewer.roles.filter(({ role }) => role === 'mentor').map(({ id }) => id)
  const facts =
    'role_assignments.id as assignment_id, person_id as mentor_id, parish_id, names, from_day as "from", to_day as "to"'
  return db('roleAssignments')
    .join('parishes', 'parishes.id', 'roleAssignments.parishId')
    .whereIn('roleAssignments.id', assignments)
    .select(db.raw(`${facts}, ${planned}`))
}
