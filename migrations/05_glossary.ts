import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table glossary_terms (
      id       uuid primary key default gen_random_uuid(),
      version  integer not null default 1,
      lv       text not null,
      et       text not null,
      en       text not null,
      note     text not null default '',
      constraint glossary_terms_say_something check (lv <> '' or et <> '' or en <> '')
    );
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table glossary_terms;')
