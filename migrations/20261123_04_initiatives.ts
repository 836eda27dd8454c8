import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table initiatives (
      id                 uuid primary key default gen_random_uuid(),
      version            integer not null default 1,
      slug               text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      parish_id          uuid not null references parishes,
      state              text not null check (state in ('idea', 'drafting', 'proposed', 'approved', 'ready', 'launched', 'operating', 'paused', 'closed', 'dropped')),
      title              multilingual not null,
      category           text check (category in ('elderly_care', 'youth', 'leisure', 'culture', 'food', 'craft', 'events', 'music', 'tourism', 'nature', 'transport', 'repair', 'other')),
      summary            multilingual,
      description        multilingual,
      for_whom           multilingual,
      responsible        text,
      starts_on          date,
      place              multilingual,
      serves             text check (serves in ('residents', 'visitors', 'both')),
      provider           text check (provider in ('ngo', 'informal', 'company', 'sole_trader', 'municipality')),
      risks              multilingual,
      sustainability     multilingual,
      open_to_community  boolean not null default true,
      drop_reason        multilingual,
      proposed_by        uuid references people,
      created_at         timestamptz not null default now(),
      updated_at         timestamptz not null default now(),
      updated_by         uuid references people,
      constraint initiatives_dropped_for_a_reason check ((state = 'dropped') = (drop_reason is not null))
    );
    create index initiatives_parish on initiatives (parish_id, state);
    create index initiatives_state on initiatives (state, category);
    create index initiatives_proposed_by on initiatives (proposed_by) where proposed_by is not null;
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table initiatives')
