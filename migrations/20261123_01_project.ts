import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create extension if not exists citext;
    create extension if not exists btree_gist;

    create function is_multilingual(text jsonb) returns boolean language sql immutable parallel safe as $$
      select text is null or (
        jsonb_typeof(text) = 'object'
        and text ->> 'source' in ('lv', 'et', 'en')
        and coalesce(text ->> (text ->> 'source'), '') <> ''
        and text - array['source', 'lv', 'et', 'en'] = '{}'
      )
    $$;

    create domain multilingual as jsonb check (is_multilingual(value));

    create table projects (
      id         integer primary key default 1 check (id = 1),
      code       text not null,
      names      multilingual not null,
      programme  multilingual not null,
      priority   multilingual not null,
      objective  multilingual not null,
      starts_on  date not null,
      ends_on    date not null,
      budget     bigint not null check (budget >= 0),
      erdf       bigint not null check (erdf >= 0),
      constraint projects_erdf_within_budget check (erdf <= budget),
      constraint projects_days_in_order check (starts_on <= ends_on)
    );

    create table partners (
      id       uuid primary key default gen_random_uuid(),
      number   smallint not null unique check (number between 1 and 99),
      lead     boolean not null,
      names    multilingual not null,
      country  text not null check (country in ('LV', 'EE'))
    );
    create unique index partners_one_lead on partners (lead) where lead;

    create table territories (
      id          uuid primary key default gen_random_uuid(),
      slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      partner_id  uuid not null references partners,
      names       multilingual not null,
      country     text not null check (country in ('LV', 'EE'))
    );
    create index territories_partner on territories (partner_id);

    create table parishes (
      id                 uuid primary key default gen_random_uuid(),
      version            integer not null default 1,
      slug               text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      territory_id       uuid not null references territories,
      names              multilingual not null,
      kind               text not null check (kind in ('parish', 'town_and_parish', 'former_parish', 'nulk', 'provisional')),
      population         integer check (population >= 0),
      population_year    smallint check (population_year between 1900 and 2200),
      population_source  text,
      area_km2           numeric(8, 2) check (area_km2 > 0),
      latitude           numeric(7, 4) not null check (latitude between -90 and 90),
      longitude          numeric(7, 4) not null check (longitude between -180 and 180),
      code               text,
      municipality       multilingual,
      note               multilingual,
      intro              multilingual,
      provisional        boolean not null default false,
      constraint parishes_population_has_its_year check ((population is null) = (population_year is null))
    );
    create index parishes_territory on parishes (territory_id);
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table parishes, territories, partners, projects;
    drop domain multilingual;
    drop function is_multilingual;
  `)
