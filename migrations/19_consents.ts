import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- What somebody agreed to, in which words, and that they took it back; one row each time, so that it can be shown.
    create table consents (
      id               uuid primary key default gen_random_uuid(),
      registration_id  uuid references registrations on delete cascade,
      traveller_id     uuid references visit_participants on delete cascade,
      purpose          text not null check (purpose in ('photo', 'guardian')),
      -- The key of the words and their version.
      wording          text not null check (wording ~ '^[a-z_]+:[A-Za-z_.]+@[0-9]+$'),
      locale           text not null check (locale in ('lv', 'et', 'en')),
      given_at         timestamptz not null default portal_clock(),
      given_by         text not null check (given_by in ('self', 'staff', 'paper')),
      withdrawn_at     timestamptz,
      withdrawn_by     text check (withdrawn_by in ('self', 'staff')),
      constraint consents_of_one check (num_nonnulls(registration_id, traveller_id) = 1),
      constraint consents_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null))
    );
    create unique index consents_of_registration on consents (registration_id, purpose) where withdrawn_at is null;
    create unique index consents_of_traveller on consents (traveller_id, purpose) where withdrawn_at is null;
    create index consents_registration on consents (registration_id) where registration_id is not null;
    create index consents_traveller on consents (traveller_id) where traveller_id is not null;

    create function keep_consent() returns trigger language plpgsql as $$
      begin
        if (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by')
          or old.withdrawn_at is not null then
          raise exception 'a consent is withdrawn, and nothing else' using errcode = 'restrict_violation';
        end if;
        return new;
      end
    $$;
    create trigger consents_are_withdrawn before update on consents for each row execute function keep_consent();
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table consents; drop function keep_consent;')
