import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- Who comes to training and visits: people without an account, known by their name and one way to reach them.
    create table participants (
      id          uuid primary key default gen_random_uuid(),
      name        text not null check (length(name) between 1 and 120),
      email       citext check (email ~ '^[^@\\s]+@[^@\\s]+$'),
      phone       text check (phone ~ '^[+]{0,1}[0-9]{6,15}$'),
      parish_id   uuid references parishes,
      locale      text not null check (locale in ('lv', 'et', 'en')),
      created_at  timestamptz not null default now(),
      constraint participants_can_be_reached check (email is not null or phone is not null)
    );
    create unique index participants_once_by_email on participants (lower(name), email) where email is not null;
    create unique index participants_once_by_phone on participants (lower(name), phone) where email is null;
    create index participants_parish on participants (parish_id) where parish_id is not null;

    create table registrations (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      day_id          uuid not null references training_days,
      participant_id  uuid not null references participants,
      state           text not null check (state in ('registered', 'waiting', 'offered', 'cancelled', 'declined', 'expired')),
      -- Places in the queue are given once, in order, and never again.
      position        integer not null check (position > 0),
      offered_until   timestamptz,
      guardian        text check (length(guardian) between 1 and 120),
      photo_consent   boolean not null default false,
      needs           text not null default '' check (length(needs) <= 1000),
      source          text not null check (source in ('self', 'staff')),
      entered_by      uuid references people,
      -- The one-time key of the form that was sent: who sends that form again is the same person.
      form_key        uuid,
      registered_at   timestamptz not null,
      -- What the person has been told of by letter: that the day is near, and how it stands: when and where, or called off.
      reminded_of     date,
      told_of         text,
      constraint registrations_once unique (day_id, participant_id),
      constraint registrations_position unique (day_id, position),
      constraint registrations_offer_has_an_end check ((state = 'offered') = (offered_until is not null)),
      constraint registrations_entered_by_staff check ((source = 'staff') = (entered_by is not null))
    );
    create index registrations_participant on registrations (participant_id);
    create index registrations_state on registrations (day_id, state, position);
    create index registrations_offered on registrations (offered_until) where state = 'offered';
    create index registrations_needs on registrations (day_id) where needs <> '';
    create index registrations_entered_by on registrations (entered_by) where entered_by is not null;

    -- Private links: each letter has one of its own, and only their hashes are kept.
    create table registration_links (
      token_hash       text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
      registration_id  uuid not null references registrations on delete cascade
    );
    create index registration_links_registration on registration_links (registration_id);

    create function registrations_within_capacity() returns trigger language plpgsql as $$
      declare
        places integer;
      begin
        -- Whoever takes a place of a day waits for whoever is taking one just now, and then counts what they left.
        select capacity into places from training_days where id = new.day_id for update;
        if places is not null and places <= (select count(*) from registrations
            where day_id = new.day_id and id <> new.id and state in ('registered', 'offered')) then
          raise exception 'all % places are taken', places
            using errcode = 'check_violation', constraint = 'registrations_within_capacity';
        end if;
        return new;
      end
    $$;

    create trigger registrations_within_capacity before insert or update of state, day_id on registrations
      for each row when (new.state in ('registered', 'offered')) execute function registrations_within_capacity();

    create function training_days_capacity_taken() returns trigger language plpgsql as $$
      begin
        if new.capacity < (select count(*) from registrations
            where day_id = new.id and state in ('registered', 'offered')) then
          raise exception 'more places are taken than %', new.capacity
            using errcode = 'check_violation', constraint = 'training_days_capacity_taken';
        end if;
        return new;
      end
    $$;

    create trigger training_days_capacity_taken before update of capacity on training_days
      for each row when (new.capacity is not null) execute function training_days_capacity_taken();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop trigger training_days_capacity_taken on training_days;
    drop table registration_links, registrations, participants;
    drop function registrations_within_capacity;
    drop function training_days_capacity_taken;
  `)
