import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table readiness_items (
      id        uuid primary key default gen_random_uuid(),
      code      text not null unique check (code ~ '^[a-z_]+$'),
      position  integer not null,
      required  boolean not null default true
    );
    insert into readiness_items (code, position) values
      ('approved_plan', 1), ('balanced_sources', 2), ('responsible', 3), ('target_group', 4),
      ('cooperation', 5), ('design_advice', 6), ('start_day', 7), ('needs', 8);

    create table launches (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      initiative_id  uuid not null unique references initiatives,
      launched_on    date not null,
      proposed_by    uuid not null references people,
      proposed_at    timestamptz not null default now(),
      confirmed_by   uuid references people,
      confirmed_at   timestamptz,
      return_note    multilingual,
      constraint launches_confirmation_has_a_confirmer check ((confirmed_by is null) = (confirmed_at is null)),
      constraint launches_confirmed_by_another check (confirmed_by <> proposed_by),
      constraint launches_confirmed_or_returned check (confirmed_by is null or return_note is null)
    );

    alter table initiatives
      add column pause_reason multilingual,
      add column close_reason multilingual,
      add constraint initiatives_paused_for_a_reason check ((state = 'paused') = (pause_reason is not null)),
      add constraint initiatives_closed_for_a_reason check ((state = 'closed') = (close_reason is not null));

    create function check_initiative_step() returns trigger language plpgsql as $$
      begin
        if (old.state, new.state) not in (
          ('idea', 'drafting'), ('drafting', 'proposed'), ('proposed', 'drafting'), ('proposed', 'approved'),
          ('approved', 'ready'), ('ready', 'launched'), ('launched', 'operating'), ('operating', 'paused'),
          ('paused', 'operating'), ('launched', 'closed'), ('operating', 'closed'), ('paused', 'closed'),
          ('idea', 'dropped'), ('drafting', 'dropped'), ('proposed', 'dropped'), ('approved', 'dropped'), ('ready', 'dropped')
        ) then
          raise exception 'an initiative does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'initiatives_step';
        end if;
        if new.state = 'ready' and not exists (
          select from published_initiatives join plan_versions on plan_versions.id = plan_version_id
          where initiative_id = new.id and superseded_at is null
        ) then
          raise exception 'only an initiative of a plan in force is ready to launch'
            using errcode = 'check_violation', constraint = 'initiatives_ready_is_published';
        end if;
        if new.state = 'launched'
          and not exists (select from launches where initiative_id = new.id and confirmed_at is not null) then
          raise exception 'a launch is confirmed before it counts'
            using errcode = 'check_violation', constraint = 'initiatives_launch_is_confirmed';
        end if;
        return new;
      end
    $$;

    create trigger initiatives_step before update of state on initiatives
      for each row when (old.state is distinct from new.state) execute function check_initiative_step();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop trigger initiatives_step on initiatives;
    drop function check_initiative_step;
    alter table initiatives drop column pause_reason, drop column close_reason;
    drop table launches, readiness_items;
  `)
