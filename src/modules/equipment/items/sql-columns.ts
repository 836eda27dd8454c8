/** Everything a page tells of a thing, as columns of a query over items joined with where they belong. */
export const itemColumns = [
  'equipmentItems.*',
  'territories.slug as territory',
  'territories.names as territoryNames',
  'partners.names as partnerNames',
  'parishes.id as parishId',
  'parishes.slug as parishSlug',
  'parishes.names as parishNames',
  'initiatives.slug as initiativeSlug',
]

/** The title of the initiative as the reader may know it: what is published of it first. */
export const initiativeTitle = `coalesce(published_initiatives.content -> 'title', initiatives.title) as initiative_title,
  published_initiatives.initiative_id is not null as initiative_published`

/** The files of a thing and of its inspections, as a column of its row. */
export const attachedColumn = `coalesce((
  select jsonb_agg(to_jsonb(files) || jsonb_build_object('kind', kind) order by attached_at)
  from (
    select file_id, kind, added_at as attached_at from equipment_files where item_id = equipment_items.id
    union all
    select file_id, 'inspection', inspected_at from inspection_files
      join inspections on inspections.id = inspection_id where item_id = equipment_items.id
  ) as attachments join files on files.id = file_id), '[]') as attached`
