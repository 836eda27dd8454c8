import type { Knex } from 'knex'

// A resource was a row of a plan's section, with a list of the initiatives that use it. It becomes a record of the
// parish, whatever the plan's state, and each use a row of its own with what it is for. What nobody sorted or named keeps
// whatever was written of it.
export const up = (knex: Knex) =>
  knex.schema.raw(`
    alter table resource_uses
      drop constraint resource_uses_pkey,
      add id            uuid primary key default gen_random_uuid(),
      add position      integer not null default 0,
      add what_for      multilingual,
      add contribution  text constraint resource_uses_contribution_check
        check (contribution in ('cash', 'in_kind', 'volunteer_hours', 'free_use')),
      add quantity      numeric(8, 2) constraint resource_uses_quantity_check check (quantity >= 0),
      add unit          text not null default '';
    update resource_uses set position = resources.position from resources where resources.id = resource_id;
    drop index resource_uses_initiative;
    create index resource_uses_initiative on resource_uses (initiative_id, position);
    create index resource_uses_resource on resource_uses (resource_id);

    alter table resources
      drop constraint resources_category_check,
      drop column position,
      add version      integer not null default 1,
      add description  multilingual,
      add verified_by  text,
      add verified_on  date,
      add public       boolean not null default false,
      add gone_on      date,
      add created_at   timestamptz not null default now(),
      add updated_at   timestamptz not null default now(),
      add updated_by   uuid references people;

    update resources set
      category = case
        when category is null then 'place'
        when category <> 'nature_culture' then category
        when name::text ~* 'kult|trad|dzies|laul|danc|tants|dance|song|amat|käsit|craft|leelo|pärim|herit' then 'culture'
        else 'nature'
      end,
      name = coalesce(name, availability, condition,
        jsonb_build_object('source', 'en', 'en', coalesce(nullif(owner, ''), '–'))),
      owner = coalesce(owner, ''),
      public = category <> 'people' and exists (
        select from plan_versions join plans on plans.id = plan_id where plans.parish_id = resources.parish_id
      );

    alter table resources
      alter column category set not null,
      alter column name set not null,
      alter column owner set not null,
      alter column owner set default '',
      add constraint resources_category_check check (
        category in ('people', 'association', 'institution', 'place', 'nature', 'culture', 'equipment', 'money')
      ),
      add constraint resources_verified_by_somebody check ((verified_by is null) = (verified_on is null));
    create index resources_parish on resources (parish_id, category);
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    alter table resources
      drop constraint resources_category_check,
      drop constraint resources_verified_by_somebody,
      alter column category drop not null,
      alter column name drop not null,
      alter column owner drop not null,
      alter column owner drop default,
      drop column version,
      drop column description,
      drop column verified_by,
      drop column verified_on,
      drop column public,
      drop column gone_on,
      drop column created_at,
      drop column updated_at,
      drop column updated_by,
      add position integer;
    drop index resources_parish;

    update resources set
      category = case category
        when 'nature' then 'nature_culture' when 'culture' then 'nature_culture'
        when 'institution' then 'association' else category end,
      position = numbered.at
    from (select id, row_number() over (partition by parish_id order by id) - 1 as at from resources) numbered
    where numbered.id = resources.id;
    alter table resources
      alter column position set not null,
      add constraint resources_category_check
        check (category in ('people', 'place', 'association', 'nature_culture', 'equipment', 'money'));
    create index resources_parish on resources (parish_id, position);

    delete from resource_uses older using resource_uses newer
      where older.resource_id = newer.resource_id and older.initiative_id = newer.initiative_id and older.id < newer.id;
    drop index resource_uses_resource, resource_uses_initiative;
    alter table resource_uses
      drop column id,
      drop column position,
      drop column what_for,
      drop column contribution,
      drop column quantity,
      drop column unit,
      add primary key (resource_id, initiative_id);
    create index resource_uses_initiative on resource_uses (initiative_id);
  `)
