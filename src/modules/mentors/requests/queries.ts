import type { Db, Query } from '#platform/db/connection.ts'
import { readableName } from '#platform/db/readable-name.ts'
import { rowsFromJson } from '#platform/db/batch-queries.ts'
import { mostListed } from '#modules/places/choice/parish-choice.ts'
import { isUuid } from '#platform/values/uuid.ts'
import type { Multilingual } from '#platform/i18n/locale.ts'
import { parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Scope, type Viewer } from '#platform/values/viewer.ts'
import type { Addressee } from '#modules/mentors/assignments/addressee.ts'
import type { AdviceRequest, DateProposal } from './request.ts'

/** `may.seeRequest`, said in SQL. */
const visibleTo = (viewer: Viewer) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  query.where((either) => {
    either.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
    either.orWhereIn('adviceRequests.parishId', parishIdsWithRole(viewer, 'mentor', 'member'))
  })
}

// What the community may not know of by its title is "an initiative" to it, as on the page of the session.
const initiative = `initiatives.slug as initiative_slug,
  coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title`

const proposals = `(select coalesce(json_agg(json_build_object('id', id, 'onDay', on_day, 'starts', to_char(starts, 'HH24:MI'),
    'channel', channel, 'place', place, 'agreed', agreed, 'startsAt', (on_day + starts) at time zone 'Europe/Riga')
    order by on_day, starts), '[]')
  from advice_proposals where request_id = advice_requests.id) as proposals`

/** A request as it comes from the database. */
export type StoredRequest = Omit<AdviceRequest, 'proposals'> & { proposals: Record<string, unknown>[] }

export const withProposals = (requests: readonly StoredRequest[]): AdviceRequest[] =>
  requests.map((request) => ({ ...request, proposals: rowsFromJson<DateProposal>(request.proposals) }))

const visible = (db: Db, viewer: Viewer) =>
  db('adviceRequests')
    .join('parishes', 'parishes.id', 'adviceRequests.parishId')
    .join('people as askers', 'askers.id', 'askedBy')
    .leftJoin('people as mentor', 'mentor.id', 'adviceRequests.mentorId')
    .leftJoin('initiatives', 'initiatives.id', 'adviceRequests.initiativeId')
    .leftJoin('publishedInitiatives', 'publishedInitiatives.initiativeId', 'adviceRequests.initiativeId')
    .leftJoin('adviceSessions', 'adviceSessions.requestId', 'adviceRequests.id')
    .modify(visibleTo(viewer))
    .select('adviceRequests.*', 'parishes.territoryId', 'parishes.slug as parishSlug', 'parishes.names as parishNames')
    .select('adviceSessions.id as sessionId')
    .select(db.raw(`${readableName('askers')} as asker_name, ${readableName('mentor')} as mentor_name`))
    .select(db.raw(`${initiative}, ${proposals}`))

const waitingFirst = `array_position(array['open', 'proposed', 'agreed'], advice_requests.state) nulls last,
  changed_at desc, advice_requests.id`

/** Every request that the viewer may see, those that wait for somebody first, at most 200. */
export const listRequests = async (db: Db, viewer: Viewer): Promise<AdviceRequest[]> =>
  withProposals((await visible(db, viewer).orderByRaw(waitingFirst).limit(200)) as StoredRequest[])

/** The same that still wait, for a person's desk, as a query; the lead partner and the auditor have none there. */
export const waitingRequests = (db: Db, viewer: Viewer): Query =>
  visible(db, viewer)
    .whereRaw(`advice_requests.state in ('open', 'proposed', 'agreed')`)
    .where((either) => {
      either.whereIn('parishes.territoryId', territoryIdsWithRole(viewer, 'partner'))
      either.orWhereIn('adviceRequests.parishId', parishIdsWithRole(viewer, 'mentor', 'member'))
    })
    .orderByRaw(waitingFirst)
    .limit(50)

export async function findRequest(db: Db, viewer: Viewer, id: string): Promise<AdviceRequest | undefined> {
  if (!isUuid(id)) return undefined
  return withProposals((await visible(db, viewer).where({ 'adviceRequests.id': id })) as StoredRequest[])[0]
}

export interface RequestingParish extends Scope {
  slug: string
  names: Multilingual
  initiatives: { id: string; title: Multilingual }[]
}

// A community is offered the initiatives that are open to it or published.
const offered = `coalesce((select jsonb_agg(jsonb_build_object('id', initiatives.id, 'title', initiatives.title))
  from initiatives left join published_initiatives on initiative_id = initiatives.id
  where initiatives.parish_id = parishes.id and initiatives.state <> 'dropped'
    and (open_to_community or initiative_id is not null)), '[]') as initiatives`

const mayAskFor = (viewer: Viewer) => (query: Query) => {
  const [homes, territories] = [parishIdsWithRole(viewer, 'member'), territoryIdsWithRole(viewer, 'partner')]
  // A member's one parish is found by its key, which a plan for members and partners alike would not do.
  query.where((either) => {
    either.whereIn('id', homes)
    if (territories.length > 0) either.orWhereIn('territoryId', territories)
  })
}

/** The parishes for which the viewer may ask for advice, as many as a list holds and one more. */
export const listRequestingParishes = (db: Db, viewer: Viewer): Promise<Omit<RequestingParish, 'initiatives'>[]> =>
  db('parishes')
    .modify(mayAskFor(viewer))
    .orderBy('slug')
    .limit(mostListed + 1, { skipBinding: true })
    .select('id as parishId', 'territoryId', 'slug', 'names')

/** A parish for which the viewer may ask, with the initiatives it can be about. */
export const findRequestingParish = (db: Db, viewer: Viewer, slug: string): Promise<RequestingParish | undefined> =>
  db('parishes')
    .modify(mayAskFor(viewer))
    .where({ slug })
    .first('id as parishId', 'territoryId', 'slug', 'names', db.raw(offered))

/** Those to whom a letter about a request goes, by id. */
export const listAddressees = (db: Db, ids: readonly (string | null)[]): Promise<Addressee[]> =>
  db('people')
    .whereIn(
      'id',
      ids.filter((id) => id !== null),
    )
    .whereNull('deactivatedAt')
    .whereNull('restrictedAt')
    .select('id', 'email', 'locale')
