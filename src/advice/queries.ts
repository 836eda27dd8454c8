import type { Db, Query } from '#db/db.ts'
import { isUuid } from '#lib/fields.ts'
import type { Multilingual } from '#lib/locale.ts'
import { parishesOf, territoriesOf } from '#lib/reach.ts'
import { holds, type Viewer } from '#lib/viewer.ts'
import type { Advice, AgreedStep, Channel, NextStep, Session } from './session.ts'

const isOpen = `(advice_sessions.initiative_id is null or initiatives.open_to_community
  or published_initiatives.initiative_id is not null)`

/** `may.view`, said in SQL. */
const visibleTo = (viewer: Viewer | null) => (query: Query) => {
  if (holds(viewer, 'lead', 'auditor')) return
  query.where((either) => {
    either.whereIn('parishes.territoryId', territoriesOf(viewer, 'partner'))
    either.orWhereIn('adviceSessions.parishId', parishesOf(viewer, 'mentor'))
    if (viewer && holds(viewer, 'mentor')) either.orWhere('adviceSessions.mentorId', viewer.id)
    either.orWhere((community) => {
      community.whereIn('adviceSessions.parishId', parishesOf(viewer, 'member')).whereRaw(isOpen)
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

// The private note is not among them, so no list and no page can show it by mistake.
const columns = (db: Db) => [
  ...'id version assignmentId mentorId parishId initiativeId heldOn minutes channel phase topics summary'
    .split(' ')
    .map((name) => `adviceSessions.${name}`),
  'people.name as mentorName',
  'parishes.territoryId',
  'parishes.slug as parishSlug',
  'parishes.names as parishNames',
  'initiatives.slug as initiativeSlug',
  db.raw(`coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title`),
  db.raw(`${isOpen} as open`),
]

const newestFirst = (query: Query) => {
  query.orderBy([
    { column: 'adviceSessions.heldOn', order: 'desc' },
    { column: 'adviceSessions.createdAt', order: 'desc' },
    { column: 'adviceSessions.id' },
  ])
}

async function withSteps(db: Db, sessions: Session[]): Promise<Advice[]> {
  const ids = sessions.map(({ id }) => id)
  const steps =
    ids.length === 0 ? [] : ((await db('nextSteps').whereIn('sessionId', ids).orderBy('position')) as NextStep[])
  return sessions.map((session) => ({ ...session, steps: steps.filter(({ sessionId }) => sessionId === session.id) }))
}

export const sessionsPerPage = 50

/** What the viewer may read, newest first, at most 50 from `offset` on; of one parish where its slug is given. */
export async function listSessions(
  db: Db,
  viewer: Viewer,
  filter: { parish?: string | undefined; offset?: number } = {},
): Promise<Advice[]> {
  const sessions = await visible(db, viewer)
    .modify((query: Query) => void (filter.parish !== undefined && query.where('parishes.slug', filter.parish)))
    .modify(newestFirst)
    .offset(filter.offset ?? 0)
    .limit(sessionsPerPage)
    .select(columns(db))
  return withSteps(db, sessions as Session[])
}

/** The advice on one initiative that the viewer may read, newest first, at most 100. */
export async function listForInitiative(db: Db, viewer: Viewer | null, initiativeId: string): Promise<Advice[]> {
  if (!viewer) return []
  const sessions = await visible(db, viewer)
    .where({ 'adviceSessions.initiativeId': initiativeId })
    .modify(newestFirst)
    .limit(100)
    .select(columns(db))
  return withSteps(db, sessions as Session[])
}

export async function findSession(db: Db, viewer: Viewer, id: string): Promise<Advice | undefined> {
  if (!isUuid(id)) return undefined
  const sessions = await visible(db, viewer).where({ 'adviceSessions.id': id }).select(columns(db))
  return (await withSteps(db, sessions as Session[]))[0]
}

/** Private notes of these sessions by session id: those the viewer may read and that are not empty. */
export async function listNotes(db: Db, viewer: Viewer, sessions: readonly Session[]): Promise<Map<string, string>> {
  if (!holds(viewer, 'mentor', 'partner')) return new Map()
  const rows = (await db('adviceSessions')
    .join('parishes', 'parishes.id', 'adviceSessions.parishId')
    .whereIn(
      'adviceSessions.id',
      sessions.map(({ id }) => id),
    )
    .whereNot({ privateNote: '' })
    .where((either) => {
      either.whereIn('parishes.territoryId', territoriesOf(viewer, 'partner'))
      if (holds(viewer, 'mentor')) either.orWhere('mentorId', viewer.id)
    })
    .select('adviceSessions.id', 'privateNote')) as { id: string; privateNote: string }[]
  return new Map(rows.map(({ id, privateNote }) => [id, privateNote]))
}

export async function findStep(db: Db, viewer: Viewer, id: string): Promise<AgreedStep | undefined> {
  if (!isUuid(id)) return undefined
  const step = (await db('nextSteps').where({ id }).first()) as NextStep | undefined
  const session = step && (await findSession(db, viewer, step.sessionId))
  return session && { ...step, session }
}

export interface OpenStep extends NextStep {
  parishSlug: string
  parishNames: Multilingual
  initiativeSlug: string | null
  initiativeTitle: Multilingual | null
}

/** Open next steps that are the viewer's to do, with the soonest due first, at most 50: for a person's desk. */
export const listOpenSteps = async (db: Db, viewer: Viewer): Promise<OpenStep[]> =>
  (await visible(db, viewer)
    .join('nextSteps', 'nextSteps.sessionId', 'adviceSessions.id')
    .whereNull('doneAt')
    .where((either) => {
      const parishes = parishesOf(viewer, 'member')
      either.where((own) => void own.where({ owner: 'community' }).whereIn('adviceSessions.parishId', parishes))
      either.orWhere({ owner: 'mentor', mentorId: viewer.id })
      either.orWhere(
        (own) => void own.where({ owner: 'partner' }).whereIn('parishes.territoryId', territoriesOf(viewer, 'partner')),
      )
    })
    .orderByRaw('next_steps.due_on nulls last, advice_sessions.held_on, next_steps.position')
    .limit(50)
    .select(
      'nextSteps.*',
      'parishes.slug as parishSlug',
      'parishes.names as parishNames',
      'initiatives.slug as initiativeSlug',
      db.raw(`coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title`),
    )) as OpenStep[]

export interface ParishAdvice {
  slug: string
  names: Multilingual
  sessions: number
  minutes: number
}

/** How many sessions the viewer may read in each parish, and their length in minutes. */
export const countByParish = async (db: Db, viewer: Viewer): Promise<ParishAdvice[]> =>
  (await visible(db, viewer)
    .groupBy('parishes.id')
    .select('parishes.slug', 'parishes.names')
    .count({ sessions: '*' })
    .sum({ minutes: 'minutes' })) as unknown as ParishAdvice[]

export interface Place {
  assignmentId: string
  mentorId: string
  parishId: string
  names: Multilingual
  from: string
  to: string | null
  initiatives: { id: string; title: Multilingual }[]
}

/** Where the viewer may log advice today: each assignment as mentor, with the initiatives of its parish. */
export const listPlaces = async (db: Db, viewer: Viewer): Promise<Place[]> =>
  (await db('grants')
    .join('parishes', 'parishes.id', 'grants.parishId')
    .whereIn(
      'grants.id',
      viewer.grants.filter(({ role }) => role === 'mentor').map(({ id }) => id),
    )
    .select(
      'grants.id as assignmentId',
      'grants.personId as mentorId',
      'grants.parishId',
      'parishes.names',
      'grants.fromDay as from',
      'grants.toDay as to',
      db.raw(`coalesce((
        select jsonb_agg(jsonb_build_object('id', initiatives.id, 'title', initiatives.title))
        from initiatives where initiatives.parish_id = parishes.id and initiatives.state <> 'dropped'), '[]') as initiatives`),
    )) as Place[]

/** What the mentor chose last, to be offered again. */
export const findLastChoice = (
  db: Db,
  viewer: Viewer,
): Promise<{ assignmentId: string; initiativeId: string | null; channel: Channel } | undefined> =>
  db('adviceSessions')
    .where({ mentorId: viewer.id })
    .orderBy('createdAt', 'desc')
    .first('assignmentId', 'initiativeId', 'channel')
