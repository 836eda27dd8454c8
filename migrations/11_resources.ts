import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- A record of the parish, whatever the plan's state.
    create table resources (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      parish_id     uuid not null references parishes,
      category      text not null check (category in
        ('people', 'association', 'institution', 'place', 'nature', 'culture', 'equipment', 'money')),
      name          multilingual not null,
      owner         text not null default '',
      condition     multilingual,
      availability  multilingual,
      description   multilingual,
      verified_by   text,
      verified_on   date,
      public        boolean not null default false,
      archived_on   date,
      created_at    timestamptz not null default portal_now(),
      updated_at    timestamptz not null default portal_now(),
      updated_by    uuid references people,
      constraint resources_verified_by_somebody check ((verified_by is null) = (verified_on is null))
    );
    create index resources_parish on resources (parish_id, category);
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table resources;')
