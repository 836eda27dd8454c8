import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- Who comes to training and visits: people without an account, known by their name and one way to reach them.
    create table participants (
      id          uuid primary key default gen_random_uuid(),
      name        text not null check (length(name) between 1 and 120),
      email       citext check (email ~ '^[^@\\s]+@[^@\\s]+$'),
      phone       text check (phone ~ '^\\+?[0-9]{6,15}$'),
      parish_id   uuid references parishes,
      locale      text not null check (locale in ('lv', 'et', 'en')),
      created_at  timestamptz not null default now()
    );
    create unique index participants_once_by_email on participants (lower(name), email) where email is not null;
    create unique index participants_once_by_phone on participants (lower(name), phone) where email is null and phone is not null;
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
      token_hash      text unique check (token_hash ~ '^[0-9a-f]{64}$'),
      registered_at   timestamptz not null,
      constraint registrations_once unique (day_id, participant_id),
      constraint registrations_position unique (day_id, position),
      constraint registrations_offer_has_an_end check ((state = 'offered') = (offered_until is not null))
    );
    create index registrations_participant on registrations (participant_id);
    create index registrations_state on registrations (day_id, state, position);
    create index registrations_offered on registrations (offered_until) where state = 'offered';
    create index registrations_entered_by on registrations (entered_by) where entered_by is not null;
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table registrations, participants')
