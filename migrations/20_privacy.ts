import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- Who looked at personal data, and when: written by the portal, changed by nobody.
    create table data_reads (
      id            bigint generated always as identity primary key,
      at            timestamptz not null default portal_clock(),
      person_id     uuid not null references people,
      what          text not null check (what ~ '^/[A-Za-z0-9:/_.-]*$'),
      subject_kind  text not null
        check (subject_kind in ('registrations', 'attendance', 'travellers', 'meeting', 'people', 'letter', 'evidence', 'request')),
      -- One person or one thing, where it was one.
      subject_id    uuid,
      place_id      uuid,
      rows          integer not null check (rows >= 0),
      how           text not null check (how in ('page', 'csv', 'xlsx', 'pdf', 'file'))
    );
    create index data_reads_person on data_reads (person_id, id desc);
    create index data_reads_subject on data_reads (subject_id, id desc) where subject_id is not null;
    create index data_reads_place on data_reads (place_id, id desc) where place_id is not null;
    create index data_reads_at on data_reads (at);

    create function keep_data_read() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and old.at < portal_clock() - interval '24 months' then
          return old;
        end if;
        raise exception 'data_reads is append-only' using errcode = 'restrict_violation';
      end
    $$;
    create trigger data_reads_stay before update or delete on data_reads for each row execute function keep_data_read();
    create trigger data_reads_are_kept before truncate on data_reads for each statement execute function refuse_change();

    -- The portal itself may not delete here: the owner's function takes what is older than 24 months, and nothing else.
    create function forget_data_reads(most integer) returns integer language sql security definer set search_path = public as $$
      with gone as (
        delete from data_reads where id in (
          select id from data_reads where at < portal_clock() - interval '24 months' order by at limit most
        ) returning 1
      ) select count(*)::integer from gone
    $$;

    -- Names that somebody had before: texts still say them, and erasure looks for them too.
    alter table people add restricted_at timestamptz, add erased_at timestamptz,
      add former_names text[] not null default '{}';
    alter table participants add restricted_at timestamptz, add erased_at timestamptz,
      add former_names text[] not null default '{}';

    create function keep_former_name() returns trigger language plpgsql as $$
      begin
        if lower(new.name) <> lower(old.name) and not old.name = any(new.former_names) then
          new.former_names := new.former_names || old.name;
        end if;
        return new;
      end
    $$;
    create trigger people_keep_former_names before update of name on people
      for each row execute function keep_former_name();
    create trigger participants_keep_former_names before update of name on participants
      for each row execute function keep_former_name();

    create table privacy_requests (
      id               uuid primary key default gen_random_uuid(),
      version          integer not null default 1,
      kind             text not null check (kind in ('export', 'correction', 'erasure', 'restriction', 'objection')),
      subject_email    citext check (subject_email ~ '^[^@\\s]+@[^@\\s]+$'),
      locale           text not null check (locale in ('lv', 'et', 'en')),
      person_id        uuid references people,
      participant_ids  uuid[] not null default '{}',
      text             text not null default '' check (length(text) <= 2000),
      state            text not null default 'unconfirmed' check (state in ('unconfirmed', 'open', 'answered', 'refused')),
      -- The link itself is in the letter alone.
      token_hash       text unique,
      asked_at         timestamptz not null default portal_now(),
      confirmed_at     timestamptz,
      due_on           date,
      extended_to      date,
      extended_because text check (length(extended_because) between 10 and 1000),
      handled_by       uuid references people,
      handled_at       timestamptz,
      reason           text check (reason in ('funding_records', 'legal_claim', 'identity', 'unfounded')),
      answer           text check (length(answer) <= 2000),
      constraint privacy_requests_due_once_confirmed check ((confirmed_at is null) = (due_on is null)),
      constraint privacy_requests_open_once_confirmed check (state = 'unconfirmed' or confirmed_at is not null),
      constraint privacy_requests_extended_for_a_reason check ((extended_to is null) = (extended_because is null)),
      constraint privacy_requests_refused_for_a_reason check ((state = 'refused') = (reason is not null)),
      constraint privacy_requests_handled_by_somebody check ((state in ('answered', 'refused')) = (handled_at is not null))
    );
    create index privacy_requests_due on privacy_requests (due_on) where state = 'open';
    create index privacy_requests_email on privacy_requests (subject_email, asked_at);
    create index privacy_requests_person on privacy_requests (person_id) where person_id is not null;
    create index privacy_requests_handled_by on privacy_requests (handled_by) where handled_by is not null;

    -- Everything about a person as one file, made beside the requests and kept for seven days.
    create table privacy_files (
      id               uuid primary key default gen_random_uuid(),
      request_id       uuid references privacy_requests,
      person_id        uuid references people,
      participant_ids  uuid[] not null default '{}',
      email            citext,
      locale           text not null check (locale in ('lv', 'et', 'en')),
      asked_by         uuid references people,
      asked_at         timestamptz not null default portal_now(),
      made_at          timestamptz,
      content          bytea,
      -- Of the link in the letter to somebody without an account.
      token_hash       text unique,
      constraint privacy_files_made_whole check ((made_at is null) = (content is null))
    );
    create index privacy_files_waiting on privacy_files (asked_at) where made_at is null;
    create index privacy_files_made on privacy_files (made_at) where made_at is not null;
    create index privacy_files_person on privacy_files (person_id) where person_id is not null;
    create index privacy_files_request on privacy_files (request_id) where request_id is not null;
    create index privacy_files_asked_by on privacy_files (asked_by) where asked_by is not null;

    -- Whom nobody is to know any more: a digest of the number, what was done, and when; done again after a restore.
    create table erasures (
      id            uuid primary key default gen_random_uuid(),
      subject_hash  text not null check (subject_hash ~ '^[0-9a-f]{64}$'),
      at            timestamptz not null default portal_clock(),
      rules         jsonb not null,
      -- Whether it is noted beside the files too, where a restored dump does not take it away.
      noted_at      timestamptz
    );
    create index erasures_not_noted on erasures (at) where noted_at is null;

    -- Names that evidence needs until the project's documents need not be shown any more; nobody reads them but the auditor.
    create table kept_names (
      id              uuid primary key default gen_random_uuid(),
      person_id       uuid references people,
      participant_id  uuid references participants,
      name            text not null,
      kept_at         timestamptz not null default portal_clock(),
      constraint kept_names_of_one check (num_nonnulls(person_id, participant_id) = 1)
    );
    create unique index kept_names_person on kept_names (person_id) where person_id is not null;
    create unique index kept_names_participant on kept_names (participant_id) where participant_id is not null;

    -- Letters wait for nobody here: a restricted person gets none, whichever part of the portal writes it, but for those about
    -- the request and the account, without which whoever forgot the password could never end the restriction. Others who use
    -- the same mailbox get theirs: a letter about a place or a certificate is that participant's, any other one the account's.
    create function hold_letters_of_restricted() returns trigger language plpgsql as $$
      declare
        about uuid := substring(new.once from '[0-9a-f]{8}-[0-9a-f-]{27}');
      begin
        if new.once !~ '^(privacy|closed|invitation|password|(new|needs) password|new device|many tries|email|sign in link|identity|factor|codes|wrong codes)' and (case
          when new.once ~ '^(registration |visit-|certificate[.])' then exists (
            select from participants where restricted_at is not null and id in (
              select participant_id from registrations where id = about
              union all select participant_id from visit_participants where id = about
              union all select participant_id from certificates where id = about))
          else exists (select from people where email = new.recipient and restricted_at is not null) end) then
          return null;
        end if;
        return new;
      end
    $$;
    create index people_restricted on people (email) where restricted_at is not null;
    create trigger mail_messages_of_restricted before insert on mail_messages
      for each row execute function hold_letters_of_restricted();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop trigger mail_messages_of_restricted on mail_messages;
    drop table kept_names, erasures, privacy_files, privacy_requests, data_reads;
    drop function hold_letters_of_restricted, keep_data_read, forget_data_reads;
    drop index people_restricted;
    drop trigger people_keep_former_names on people;
    drop trigger participants_keep_former_names on participants;
    drop function keep_former_name;
    alter table people drop restricted_at, drop erased_at, drop former_names;
    alter table participants drop restricted_at, drop erased_at, drop former_names;
  `)
