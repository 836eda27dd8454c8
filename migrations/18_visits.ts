import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table visits (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      slug            text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      -- The address it was planned under, where it was published under another.
      planned_as      text unique,
      number          smallint not null unique check (number between 1 and 99),
      host_id         uuid not null references territories,
      title           multilingual not null,
      about           multilingual,
      from_day        date not null,
      to_day          date not null,
      packing         multilingual,
      contact         text not null default '',
      seminar_title   multilingual,
      seminar_on      date,
      seminar_starts  time,
      seminar_ends    time,
      seminar_place   text not null default '',
      seminar_notes   multilingual,
      state           text not null default 'planned' check (state in ('planned', 'published', 'held', 'cancelled')),
      reason          multilingual,
      constraint visits_days_in_order check (from_day <= to_day),
      constraint visits_seminar_during_visit check (seminar_on between from_day and to_day),
      constraint visits_seminar_in_order check (seminar_starts < seminar_ends),
      constraint visits_cancelled_for_a_reason check ((state = 'cancelled') = (reason is not null))
    );
    create index visits_host on visits (host_id);

    create function check_visit() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.state <> new.state and (old.state, new.state) not in (
          ('planned', 'published'), ('published', 'held'), ('planned', 'cancelled'), ('published', 'cancelled')
        ) then
          raise exception 'a visit does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'visits_transition';
        end if;
        if not exists (select from projects where new.from_day >= starts_on and new.to_day <= ends_on) then
          raise exception 'a visit lies within the project'
            using errcode = 'check_violation', constraint = 'visits_within_project';
        end if;
        if exists (select from visit_stops where visit_id = new.id and on_day not between new.from_day and new.to_day)
          or exists (select from visit_legs where visit_id = new.id and on_day not between new.from_day and new.to_day)
          or exists (select from visit_nights where visit_id = new.id and on_day not between new.from_day and new.to_day) then
          raise exception 'what is planned for a visit lies within its days'
            using errcode = 'check_violation', constraint = 'visits_hold_their_days';
        end if;
        return new;
      end
    $$;

    -- Each part of a visit that people change by itself has a version of its own.
    create table visit_sections (
      id        uuid primary key default gen_random_uuid(),
      version   integer not null default 1,
      visit_id  uuid not null references visits,
      section   text not null check (section in ('itinerary', 'transport', 'nights', 'places')),
      constraint visit_sections_once unique (visit_id, section)
    );

    create table visit_stops (
      id        uuid primary key default gen_random_uuid(),
      visit_id  uuid not null references visits,
      position  integer not null,
      on_day    date not null,
      starts    time,
      ends      time,
      place     multilingual not null,
      host      text not null default '',
      theme     multilingual,
      constraint visit_stops_in_order check (starts < ends)
    );
    create index visit_stops_visit on visit_stops (visit_id, on_day, position);

    create table visit_legs (
      id          uuid primary key default gen_random_uuid(),
      visit_id    uuid not null references visits,
      position    integer not null,
      on_day      date not null,
      leaves      time,
      from_place  text not null,
      to_place    text not null,
      seats       integer check (seats between 1 and 999),
      note        multilingual
    );
    create index visit_legs_visit on visit_legs (visit_id, on_day, position);

    create table visit_nights (
      id        uuid primary key default gen_random_uuid(),
      visit_id  uuid not null references visits,
      position  integer not null,
      on_day    date not null,
      place     text not null,
      address   text not null default '',
      beds      integer check (beds between 1 and 999),
      note      multilingual
    );
    create index visit_nights_visit on visit_nights (visit_id, on_day, position);

    create function check_visit_day() returns trigger language plpgsql as $$
      begin
        if not exists (select from visits where id = new.visit_id and new.on_day between from_day and to_day) then
          raise exception 'what is planned for a visit lies within its days'
            using errcode = 'check_violation', constraint = 'visits_hold_their_days';
        end if;
        return new;
      end
    $$;
    create trigger visit_stops_during_visit before insert or update on visit_stops for each row execute function check_visit_day();
    create trigger visit_legs_during_visit before insert or update on visit_legs for each row execute function check_visit_day();
    create trigger visit_nights_during_visit before insert or update on visit_nights for each row execute function check_visit_day();
    create trigger visits_are_possible before insert or update on visits for each row execute function check_visit();

    create table visit_places (
      visit_id   uuid not null references visits,
      parish_id  uuid not null references parishes,
      places     integer not null check (places between 0 and 200),
      primary key (visit_id, parish_id)
    );
    create index visit_places_parish on visit_places (parish_id);

    create table visit_participants (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      visit_id        uuid not null references visits,
      parish_id       uuid not null references parishes,
      participant_id  uuid not null references participants,
      state           text not null check (state in ('coming', 'waiting', 'cancelled')),
      boards_at       text not null default '' check (length(boards_at) <= 120),
      needs           text not null default '' check (length(needs) <= 1000),
      entered_by      uuid not null references people,
      entered_at      timestamptz not null default portal_clock(),
      constraint visit_participants_once unique (visit_id, participant_id)
    );
    create index visit_participants_parish on visit_participants (visit_id, parish_id, state, entered_at);
    create index visit_participants_of_parish on visit_participants (parish_id);
    create index visit_participants_participant on visit_participants (participant_id);
    create index visit_participants_entered_by on visit_participants (entered_by);

    -- Two who give the last place at once take turns at the row of places.
    create function check_visit_participant() returns trigger language plpgsql as $$
      declare
        allowed integer;
      begin
        select places into allowed from visit_places
          where visit_id = new.visit_id and parish_id = new.parish_id for no key update;
        if new.state = 'coming' and (
          select count(*) from visit_participants
          where visit_id = new.visit_id and parish_id = new.parish_id and state = 'coming' and id <> new.id
        ) >= coalesce(allowed, 0) then
          raise exception 'the parish has no place left'
            using errcode = 'check_violation', constraint = 'visit_participants_have_places';
        end if;
        return new;
      end
    $$;
    create trigger visit_participants_have_places before insert or update on visit_participants
      for each row execute function check_visit_participant();

    create function check_visit_places() returns trigger language plpgsql as $$
      begin
        if new.places < (
          select count(*) from visit_participants
          where visit_id = new.visit_id and parish_id = new.parish_id and state = 'coming'
        ) then
          raise exception 'more people are coming'
            using errcode = 'check_violation', constraint = 'visit_places_taken';
        end if;
        return new;
      end
    $$;
    create trigger visit_places_hold_who_comes before update on visit_places
      for each row execute function check_visit_places();

    create table visit_lessons (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      visit_id       uuid not null references visits,
      parish_id      uuid not null references parishes,
      initiative_id  uuid references initiatives,
      text           multilingual not null,
      public         boolean not null default false,
      noted_by       uuid not null references people,
      noted_at       timestamptz not null default portal_now()
    );
    create index visit_lessons_visit on visit_lessons (visit_id, noted_at);
    create index visit_lessons_parish on visit_lessons (parish_id);
    create index visit_lessons_initiative on visit_lessons (initiative_id) where initiative_id is not null;
    create index visit_lessons_noted_by on visit_lessons (noted_by);

    create function check_visit_lesson() returns trigger language plpgsql as $$
      begin
        if new.initiative_id is not null
          and not exists (select from initiatives where id = new.initiative_id and parish_id = new.parish_id) then
          raise exception 'the initiative belongs to another parish'
            using errcode = 'check_violation', constraint = 'visit_lessons_initiative_of_parish';
        end if;
        return new;
      end
    $$;
    create trigger visit_lessons_initiative_of_parish before insert or update on visit_lessons
      for each row execute function check_visit_lesson();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table visit_lessons, visit_participants, visit_places, visit_nights, visit_legs, visit_stops,
      visit_sections, visits;
    drop function check_visit_lesson, check_visit_places, check_visit_participant, check_visit_day, check_visit;
  `)
