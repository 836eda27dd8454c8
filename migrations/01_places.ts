import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create extension if not exists citext;
    create extension if not exists btree_gist;

    -- The portal's present. The demonstration's connections say how far its story is behind, so that all it writes has a day of
    -- the story; everywhere else it is the clock.
    create function portal_now() returns timestamptz language sql stable parallel safe as $$
      select now() - coalesce(nullif(current_setting('act_local.behind', true), ''), '0')::interval
    $$;
    -- The same, going on within a transaction: what is written in one has an order.
    create function portal_clock() returns timestamptz language sql volatile parallel safe as $$
      select clock_timestamp() - coalesce(nullif(current_setting('act_local.behind', true), ''), '0')::interval
    $$;

    -- A translation may say which wording it was made from, and that it is not finished.
    create function is_multilingual(text jsonb) returns boolean language sql immutable parallel safe as $$
      select text is null or (
        jsonb_typeof(text) = 'object'
        and text ->> 'source' in ('lv', 'et', 'en')
        and coalesce(text ->> (text ->> 'source'), '') <> ''
        and text - array['source', 'lv', 'et', 'en', 'of', 'drafts'] = '{}'
        and coalesce(jsonb_typeof(text -> 'of'), 'object') = 'object'
        and coalesce(jsonb_typeof(text -> 'drafts'), 'array') = 'array'
      )
    $$;

    create domain multilingual as jsonb check (is_multilingual(value));

    -- Small letters without marks: what is typed on a keyboard that lacks them finds the same.
    create function plain_letters(text text) returns text language sql immutable parallel safe as $$
      select lower(translate(text, 'ĀČĒĢĪĶĻŅŠŪŽÕÄÖÜāčēģīķļņšūžõäöü', 'ACEGIKLNSUZOAOUacegiklnsuzoaou') collate "C")
    $$;

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
      -- Generated, so that the order of a list and what is found by typing can never differ from the names.
      name_lv            text collate "lv-x-icu"
                         generated always as (coalesce(names ->> 'lv', names ->> (names ->> 'source'))) stored,
      plain_lv           text collate "C"
                         generated always as (plain_letters(coalesce(names ->> 'lv', names ->> (names ->> 'source')))) stored,
      name_et            text collate "et-x-icu"
                         generated always as (coalesce(names ->> 'et', names ->> (names ->> 'source'))) stored,
      plain_et           text collate "C"
                         generated always as (plain_letters(coalesce(names ->> 'et', names ->> (names ->> 'source')))) stored,
      name_en            text collate "en-x-icu"
                         generated always as (coalesce(names ->> 'en', names ->> (names ->> 'source'))) stored,
      plain_en           text collate "C"
                         generated always as (plain_letters(coalesce(names ->> 'en', names ->> (names ->> 'source')))) stored,
      constraint parishes_population_has_its_year check ((population is null) = (population_year is null))
    );
    create index parishes_territory on parishes (territory_id);
    create index parishes_in_lv on parishes (territory_id, name_lv, slug);
    create index parishes_named_in_lv on parishes (name_lv, slug);
    create index parishes_typed_in_lv on parishes (plain_lv, slug);
    create index parishes_in_et on parishes (territory_id, name_et, slug);
    create index parishes_named_in_et on parishes (name_et, slug);
    create index parishes_typed_in_et on parishes (plain_et, slug);
    create index parishes_in_en on parishes (territory_id, name_en, slug);
    create index parishes_named_in_en on parishes (name_en, slug);
    create index parishes_typed_in_en on parishes (plain_en, slug);

    -- What was added and taken away, never changed in place: writers do not wait for each other, and the sum is right
    -- in every snapshot. A job adds the rows up now and then.
    create table parish_counts (
      id            bigint generated always as identity primary key,
      territory_id  uuid not null,
      count         bigint not null
    );

    create function count_parishes() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          insert into parish_counts (territory_id, count) select territory_id, -count(*) from gone group by territory_id;
        end if;
        if tg_op <> 'DELETE' then
          insert into parish_counts (territory_id, count) select territory_id, count(*) from come group by territory_id;
        end if;
        return null;
      end
    $$;

    create function recount_parishes() returns trigger language plpgsql as $$
      begin
        insert into parish_counts (territory_id, count)
          select territory_id, sum(n) from (
            select territory_id, -1 as n from gone union all select territory_id, 1 from come
          ) as moves group by territory_id having sum(n) <> 0;
        return null;
      end
    $$;
    create trigger parishes_counted_in after insert on parishes
      referencing new table as come for each statement execute function count_parishes();
    create trigger parishes_counted_out after delete on parishes
      referencing old table as gone for each statement execute function count_parishes();
    create trigger parishes_counted_again after update on parishes
      referencing old table as gone new table as come for each statement execute function recount_parishes();

    -- As parish_counts: a journal whose sum is the count.
    create table initiative_counts (
      id            bigint generated always as identity primary key,
      territory_id  uuid not null,
      category      text,
      state         text not null,
      published     boolean not null,
      count         bigint not null
    );
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table initiative_counts, parish_counts, parishes, territories, partners, projects;
    drop domain multilingual;
    drop function recount_parishes, count_parishes, plain_letters, is_multilingual, portal_now, portal_clock;
  `)
