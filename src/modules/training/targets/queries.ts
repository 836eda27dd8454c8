import type { Db } from '#platform/db/connection.ts'
import type { TerritoryBalance, TerritoryTargets, ProjectTargets } from './targets.ts'

const sums = `select organiser_id as territory_id, kind,
    coalesce(sum(half_days) filter (where state in ('planned', 'published', 'registration_open', 'closed')), 0) as planned,
    coalesce(sum(half_days) filter (where state = 'held'), 0) as held,
    coalesce(sum(half_days) filter (where state in ('evidenced', 'reported')), 0) as evidenced
  from training_days join training_dates on day_id = training_days.id
  group by organiser_id, kind`

// Of each event of another territory that parishes of this one take part in, however many of them there are.
const shared = `select served.territory_id, kind, sum(half_days) as half_days
  from (select distinct day_id, territory_id from training_day_parishes join parishes on parishes.id = parish_id) as served
    join training_days on training_days.id = served.day_id and organiser_id <> served.territory_id
    join training_dates on training_dates.day_id = training_days.id
  where state not in ('postponed', 'cancelled')
  group by served.territory_id, kind`

/** Where every territory stands with each kind of training. */
export async function findTargetBalances(db: Db): Promise<TerritoryBalance[]> {
  const { rows } = await db.raw<{ rows: TerritoryBalance[] }>(
    `select kinds.kind, slug as "territorySlug", names as "territoryNames",
      coalesce(training_targets.half_days, 0)::integer as target, coalesce(planned, 0)::integer as planned,
      coalesce(held, 0)::integer as held, coalesce(evidenced, 0)::integer as evidenced,
      coalesce(shared.half_days, 0)::integer as shared
    from territories cross join (values ('theory'), ('practical')) as kinds (kind)
      left join training_targets on training_targets.territory_id = territories.id and training_targets.kind = kinds.kind
      left join (${sums}) as sums on sums.territory_id = territories.id and sums.kind = kinds.kind
      left join (${shared}) as shared on shared.territory_id = territories.id and shared.kind = kinds.kind
    order by slug, kinds.kind desc`,
  )
  return rows
}

/** What the project owes. */
export const findProjectTargets = (db: Db): Promise<ProjectTargets> =>
  db('trainingProjectTargets').first<ProjectTargets>('theory', 'practical', 'version')

export interface TerritoryTarget extends TerritoryTargets {
  slug: string
  names: TerritoryBalance['territoryNames']
}

/** The targets of every territory, nothing where none is set. */
export const listTargets = (db: Db): Promise<TerritoryTarget[]> => {
  const of = (kind: string) =>
    db.raw(
      `coalesce((select half_days from training_targets where territory_id = territories.id and kind = ?), 0)::integer as ??`,
      [kind, kind],
    )
  return db('territories').orderBy('slug').select('id as territoryId', 'slug', 'names', of('theory'), of('practical'))
}
