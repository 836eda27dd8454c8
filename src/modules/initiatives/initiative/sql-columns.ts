/** Its launch, as a column of a query over initiatives joined with launches and the person who proposed. */
export const launchColumn = `case when launches.id is not null then json_build_object('id', launches.id, 'version', launches.version,
  'launchedOn', launched_on, 'proposedBy', launches.proposed_by, 'proposerName', proposer.name,
  'confirmed', confirmed_at is not null, 'returnNote', return_note) end as launch`

/** What an initiative was begun from, as a column of a query over initiatives. */
export const copiedFromColumn = `(select json_build_object('slug', sources.slug, 'title', coalesce(told.content -> 'title', sources.title),
    'published', told.initiative_id is not null, 'parishSlug', homes.slug, 'parishNames', homes.names, 'number', plan_versions.number)
  from initiatives as sources join parishes as homes on homes.id = sources.parish_id
    left join published_initiatives as told on told.initiative_id = sources.id
    left join plan_versions on plan_versions.id = initiatives.copied_version_id
  where sources.id = initiatives.copied_from) as credit`

/** Whether an initiative has begun and has taken over a thing, in SQL over equipment_items and initiatives: no handover waits for a signature. */
export const isTakenOver = `initiatives.state in ('launched', 'operating', 'paused', 'closed')
  and not exists (select from handover_lines join handovers on handovers.id = handover_id
    where handover_lines.item_id = equipment_items.id and open and handovers.state = 'issued')`

/**
 * Whether an initiative works with a thing, in SQL over equipment_items and initiatives: it was handed over, whoever signs has signed,
 * and the initiative has begun.
 */
export const isInUse = `equipment_items.state = 'handed_over' and ${isTakenOver}`

/** Equipment that it works with, as a column of a query over initiatives: alike things together. */
export const equipmentColumn = `(select coalesce(json_agg(alike order by first), '[]')
  from (
    select name, count(*)::integer as count, min(number) as first from equipment_items
    where initiative_id = initiatives.id and ${isInUse} group by name
  ) as alike) as equipment`

/** When the project runs, as a column of a query. */
export const periodColumn = `(select json_build_object('startsOn', starts_on, 'endsOn', ends_on) from projects) as period`

/** What was taken home for it from study visits, as everybody may read it, as a column of a query over initiatives. */
export const lessonsColumn = `coalesce((select jsonb_agg(jsonb_build_object('text', text, 'visitSlug', visits.slug,
    'visitTitle', visits.title) order by noted_at)
  from visit_lessons join visits on visits.id = visit_id
  where initiative_id = initiatives.id and public), '[]') as lessons`
