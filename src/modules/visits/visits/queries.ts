import type { Day } from '#platform/values/day.ts'
import { mayBePhotographed } from '#modules/consents/queries.ts'
import type { Db, Query } from '#platform/db/connection.ts'
import { queryTogether } from '#platform/db/batch-queries.ts'
import { mostListed } from '#modules/places/choice/parish-choice.ts'
import { isUuid } from '#platform/values/uuid.ts'
import { territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { may } from './policy.ts'
import type { Lesson, Traveller, Visit, VisitInFull } from './visit.ts'

const visits = (db: Db) =>
  db('visits')
    .join('territories', 'territories.id', 'hostId')
    .select<Visit[]>('visits.*', 'territories.names as hostNames')

/** `may.view`, said in SQL; with how many come along. */
export const listVisits = (db: Db, viewer: Viewer | null): Promise<(Visit & { coming: number; places: number })[]> =>
  visits(db)
    .modify((query) => {
      if (!hasRole(viewer, 'partner', 'lead', 'auditor')) void query.whereNot({ state: 'planned' })
    })
    .orderBy(['fromDay', 'number'])
    .select(
      db.raw(`(select count(*) from visit_participants where visit_id = visits.id and visit_participants.state = 'coming')
        as coming, (select coalesce(sum(places), 0) from visit_places where visit_id = visits.id) as places`),
    )

type Parts = Pick<VisitInFull, 'stops' | 'legs' | 'nights' | 'places' | 'lessons' | 'versions'>

const inOrder = 'on_day, position'

/**
 * One visit with everything that is planned for it, as far as the viewer may see it. Where parishes are too many for a
 * list, its places are of those that have some or whose people registered, and of the parishes with the ids in `also`.
 */
export async function findVisit(
  db: Db,
  viewer: Viewer | null,
  slug: string,
  also: readonly string[] = [],
): Promise<VisitInFull | undefined> {
  const visit = await visits(db).whereRaw('? in (visits.slug, planned_as)', [slug]).first<Visit | undefined>()
  if (!visit || !may.view(viewer, visit)) return undefined
  const here = { visitId: visit.id }
  const parts = await queryTogether<Parts>(db, {
    stops: db('visitStops').where(here).orderByRaw(inOrder),
    legs: db('visitLegs').where(here).orderByRaw(inOrder),
    nights: db('visitNights').where(here).orderByRaw(inOrder),
    places: placesOf(db, visit.id, also),
    lessons: lessonsOf(db).where(here).orderBy('notedAt'),
    versions: db('visitSections').where(here).select('section', 'version'),
  })
  return { ...visit, ...parts, lessons: parts.lessons.flatMap(readBy(viewer)) }
}

const counted = (state: 'coming' | 'waiting') =>
  `(select count(*) from visit_participants where visit_id = visits.id and parish_id = parishes.id
    and visit_participants.state = '${state}') as ${state}`

// As an array, so that a plan made for any visit finds each of them by its key.
const concerned = `parishes.id = any(array(
  select parish_id from visit_places where visit_id = ? union select parish_id from visit_participants where visit_id = ?
  union select unnest(?::uuid[])
  union select id from parishes where (select count(*) from (select from parishes limit ${mostListed + 1}) as few) <= ${mostListed}))`

const placesOf = (db: Db, visitId: string, also: readonly string[]) =>
  db('parishes')
    .join('territories', 'territories.id', 'parishes.territoryId')
    .joinRaw('cross join visits')
    .leftJoin('visitPlaces', (join) =>
      join.on('visitPlaces.visitId', 'visits.id').andOn('visitPlaces.parishId', 'parishes.id'),
    )
    .where({ 'visits.id': visitId })
    .whereRaw(concerned, [visitId, visitId, [...also]])
    .orderBy(['territories.slug', 'parishes.slug'])
    .select('parishes.id as parishId', 'parishes.slug', 'parishes.names', 'territories.id as territoryId')
    .select('territories.slug as territorySlug', 'territories.names as territoryNames')
    .select(db.raw(`coalesce(places, 0) as places, ${counted('coming')}, ${counted('waiting')}`))

const lessonsOf = (db: Db) =>
  db('visitLessons')
    .join('parishes', 'parishes.id', 'visitLessons.parishId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'visitLessons.initiativeId')
    .leftJoin('initiatives', 'initiatives.id', 'visitLessons.initiativeId')
    .select('visitLessons.id', 'text', 'public', 'visitLessons.parishId', 'parishes.territoryId')
    .select('parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('initiatives.slug as initiativeSlug')
    .select(db.raw(`coalesce(content -> 'title', initiatives.title) as initiative_title`))
    .select(db.raw('published_initiatives.initiative_id is not null as published'))

/** What the viewer may read of lessons; an initiative that is not public yet is named to those only who may see it. */
const readBy =
  (viewer: Viewer | null) =>
  (lesson: Lesson): Lesson[] => {
    if (!may.seeLesson(viewer, lesson)) return []
    return [may.seeInitiative(viewer, lesson) ? lesson : { ...lesson, initiativeSlug: null, initiativeTitle: null }]
  }

const travellers = (db: Db) =>
  db('visitParticipants')
    .join('participants', 'participants.id', 'participantId')
    .join('parishes', 'parishes.id', 'visitParticipants.parishId')
    .select<Traveller[]>(
      ...[
        'visitParticipants.id',
        'visitParticipants.version',
        'participantId',
        'visitParticipants.parishId',
        'parishes.territoryId',
      ],
      ...['parishes.names as parishNames', 'participants.name', 'email', 'phone', 'participants.locale'],
      ...['visitParticipants.state', 'boardsAt', 'needs'],
      db.raw(`${mayBePhotographed('traveller_id', 'visit_participants.id')} as photo_consent`),
    )

/** `may.seeTraveller`, said in SQL: who comes along, waits, or has cancelled, by parish and in the order they were entered. */
export const listTravellers = (db: Db, viewer: Viewer, visit: Visit): Promise<Traveller[]> =>
  travellers(db)
    .where({ visitId: visit.id })
    .whereNull('participants.restrictedAt')
    .modify((query) => {
      if (may.organise(viewer, visit) || hasRole(viewer, 'auditor')) return
      void query.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    })
    .orderBy(['parishes.slug', 'enteredAt'])

/** One of those whom the viewer may see. */
export async function findTraveller(db: Db, viewer: Viewer, visit: Visit, id: string): Promise<Traveller | undefined> {
  if (!isUuid(id)) return undefined
  const [found] = await travellers(db).where({ visitId: visit.id, 'visitParticipants.id': id })
  return found && may.seeTraveller(viewer, visit, found) ? found : undefined
}

export interface HostTerritory {
  id: string
  names: Multilingual
}

export const listHosts = (db: Db): Promise<HostTerritory[]> => db('territories').orderBy('slug').select('id', 'names')

/** When the project runs, within which each visit lies. */
export const findProjectPeriod = (db: Db): Promise<{ startsOn: Day; endsOn: Day } | undefined> =>
  db('projects').first('startsOn', 'endsOn')

export interface InitiativeChoice {
  id: string
  parishId: string
  title: Multilingual
}

/** The initiatives of parishes that what was learnt can be linked to. */
export const listInitiativeChoices = (db: Db, parishIds: readonly string[]): Promise<InitiativeChoice[]> =>
  db('initiatives')
    .whereIn('parishId', [...parishIds])
    .whereNotIn('state', ['idea', 'dropped'])
    .select('id', 'parishId', 'title')

/** Slugs of the visits that everybody may read. */
export const publicSlugs = (db: Db): Query => db('visits').whereNot({ state: 'planned' }).select('slug')
