import type { Knex } from 'knex'

const languages = ['lv', 'et', 'en'] as const

// Generated, so that the order of a list and what is found by typing can never differ from the names.
const keysIn = (language: string) => `
  add column name_${language} text collate "${language}-x-icu"
    generated always as (coalesce(names ->> '${language}', names ->> (names ->> 'source'))) stored,
  add column plain_${language} text collate "C"
    generated always as (plain_letters(coalesce(names ->> '${language}', names ->> (names ->> 'source')))) stored`

const indexesIn = (language: string) => `
  create index parishes_in_${language} on parishes (territory_id, name_${language}, slug);
  create index parishes_named_in_${language} on parishes (name_${language}, slug);
  create index parishes_typed_in_${language} on parishes (plain_${language}, slug);`

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- Small letters without marks: what is typed on a keyboard that lacks them finds the same.
    create function plain_letters(text text) returns text language sql immutable parallel safe as $$
      select lower(translate(text, 'ĀČĒĢĪĶĻŅŠŪŽÕÄÖÜāčēģīķļņšūžõäöü', 'ACEGIKLNSUZOAOUacegiklnsuzoaou') collate "C")
    $$;

    alter table parishes ${languages.map(keysIn).join(',')};
    ${languages.map(indexesIn).join('')}

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
    insert into parish_counts (territory_id, count) select territory_id, count(*) from parishes group by territory_id;

    create index plan_versions_latest on plan_versions (approved_at desc, plan_id) where superseded_at is null;
  `)

const dropKeys = (language: string) => `drop column name_${language}, drop column plain_${language}`

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop index plan_versions_latest;
    drop trigger parishes_counted_in on parishes;
    drop trigger parishes_counted_out on parishes;
    drop trigger parishes_counted_again on parishes;
    drop function count_parishes;
    drop function recount_parishes;
    drop table parish_counts;
    alter table parishes ${languages.map(dropKeys).join(', ')};
    drop function plain_letters;
  `)
