import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    alter table initiatives
      add column copied_from uuid references initiatives,
      add column copied_version_id uuid references plan_versions,
      add constraint initiatives_copied_from_another check (copied_from <> id),
      add constraint initiatives_copied_version_of_something check (copied_version_id is null or copied_from is not null);
    create index initiatives_copied_from on initiatives (copied_from) where copied_from is not null;
    create index initiatives_copied_version on initiatives (copied_version_id) where copied_version_id is not null;
  `)

export const down = (knex: Knex) =>
  knex.schema.raw('alter table initiatives drop column copied_from, drop column copied_version_id')
