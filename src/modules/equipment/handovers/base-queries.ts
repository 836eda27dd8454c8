import type { Db, Query } from '#platform/db/connection.ts'
import { parishIdsWithRole, territoryIdsWithRole } from '#platform/values/viewer-scope.ts'
import { hasRole, type Viewer } from '#platform/values/viewer.ts'
import { confirmedParishesOf } from './policy.ts'

/** Acts with where their things go and come from. */
export const handoversWithParties = (db: Db): Query =>
  db('handovers')
    .join('territories', 'territories.id', 'handovers.territoryId')
    .join('partners', 'partners.id', 'territories.partnerId')
    .join('initiatives', 'initiatives.id', 'handovers.initiativeId')
    .join('parishes', 'parishes.id', 'initiatives.parishId')
    .leftJoin('initiatives as target', 'target.id', 'handovers.toInitiativeId')
    .leftJoin('parishes as targetParish', 'targetParish.id', 'target.parishId')

/** `mayOfHandover.view`, said in SQL over handovers placed. */
export const visibleHandovers = (viewer: Viewer | null) => (query: Query) => {
  if (hasRole(viewer, 'lead', 'auditor')) return
  const territories = territoryIdsWithRole(viewer, 'partner')
  const parishes = [...parishIdsWithRole(viewer, 'mentor'), ...confirmedParishesOf(viewer)]
  query.where((either) => {
    either.whereIn('handovers.territoryId', territories)
    either.orWhere((issued) => {
      issued.whereNot('handovers.state', 'draft').where((known) => {
        known.whereIn('handovers.toTerritoryId', territories)
        known.orWhereIn('initiatives.parishId', parishes).orWhereIn('target.parishId', parishes)
      })
    })
  })
}

const party = (side: 'gives' | 'takes') =>
  `jsonb_build_object('name', ${side}_name, 'organisation', ${side}_organisation, 'role', ${side}_role) as ${side}`

const place = (table: string, parish: string) =>
  `jsonb_build_object('id', ${table}.id, 'slug', ${table}.slug, 'parishId', ${parish}.id, 'parishNames', ${parish}.names,
    'title', coalesce((select content -> 'title' from published_initiatives where initiative_id = ${table}.id), ${table}.title))`

const nameOf = (column: string, name: string) =>
  `(select name from people where people.id = handovers.${column}) as ${name}`

/** Everything a page tells of a handover, as columns of a query over handovers placed. */
export const handoverColumns = [
  'handovers.*',
  'territories.slug as territory',
  'territories.names as territory_names',
  'territories.country',
  'partners.names as partner_names',
  'parishes.id as parish_id',
  'target.parish_id as to_parish_id',
  party('gives'),
  party('takes'),
  `${place('initiatives', 'parishes')} as initiative`,
  `case when target.id is not null then ${place('target', 'target_parish')} end as to_initiative`,
  `(select names from territories where id = to_territory_id) as to_territory_names`,
  nameOf('drafted_by', 'drafter_name'),
  nameOf('issued_by', 'issuer_name'),
  nameOf('received_by', 'receiver_name'),
  nameOf('voided_by', 'voider_name'),
  nameOf('override_by', 'overrider_name'),
].join(', ')

/** How far the approved plan lets the project pay, and what is out already, of the initiative that gets things. */
export const budgetColumns = `
  case when type <> 'return' and to_territory_id is null
    then planned_investment(coalesce(to_initiative_id, initiative_id)) end as planned,
  case when type <> 'return' and to_territory_id is null
    then value_held(coalesce(to_initiative_id, initiative_id)) end as held,
  coalesce(target.state, initiatives.state) as target_state`
