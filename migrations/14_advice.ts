import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table advice_sessions (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      assignment_id  uuid not null references role_assignments,
      mentor_id      uuid not null references people,
      parish_id      uuid not null references parishes,
      initiative_id  uuid references initiatives,
      -- What was asked of a mentor, whose file adds the reference.
      request_id     uuid,
      held_on        date not null,
      minutes        integer not null check (minutes between 1 and 1440),
      channel        text not null check (channel in ('onsite', 'phone', 'video', 'email')),
      phase          text not null check (phase in ('design', 'launch', 'operation')),
      topics         text[] not null check (topics <@ array['idea', 'customers', 'money', 'law', 'team', 'marketing', 'equipment', 'cooperation']),
      summary        multilingual not null,
      private_note   text not null default '',
      -- The one-time key of the form that the session was logged with: a telephone may send what it kept for weeks, and
      -- send it again because the answer was lost.
      sent_as        uuid constraint advice_sessions_sent_once unique,
      created_at     timestamptz not null default portal_now(),
      updated_at     timestamptz not null default portal_now()
    );
    create index advice_sessions_parish on advice_sessions (parish_id, held_on desc);
    create index advice_sessions_initiative on advice_sessions (initiative_id, held_on desc) where initiative_id is not null;
    create index advice_sessions_mentor on advice_sessions (mentor_id, held_on desc);
    create index advice_sessions_newest on advice_sessions (held_on desc, created_at desc, id desc);
    create index advice_sessions_assignment on advice_sessions (assignment_id);
    create unique index advice_sessions_request on advice_sessions (request_id) where request_id is not null;

    create table action_items (
      id          uuid primary key default gen_random_uuid(),
      version     integer not null default 1,
      session_id  uuid not null references advice_sessions on delete cascade,
      position    integer not null,
      what        multilingual not null,
      owner       text not null check (owner in ('community', 'mentor', 'partner')),
      due_on      date,
      done_at     timestamptz,
      done_by     uuid references people,
      constraint action_items_done_by_somebody check ((done_at is null) = (done_by is null))
    );
    create index action_items_session on action_items (session_id, position);

    create function check_advice_session() returns trigger language plpgsql as $$
      declare
        total integer;
      begin
        if not exists (
          select from role_assignments
          where id = new.assignment_id and role = 'mentor' and person_id = new.mentor_id and parish_id = new.parish_id
            and new.held_on between from_day and coalesce(to_day, 'infinity')
        ) then
          raise exception 'advice is given inside an assignment'
            using errcode = 'check_violation', constraint = 'advice_sessions_inside_assignment';
        end if;
        if new.initiative_id is not null
          and not exists (select from initiatives where id = new.initiative_id and parish_id = new.parish_id) then
          raise exception 'the initiative belongs to another parish'
            using errcode = 'check_violation', constraint = 'advice_sessions_initiative_of_parish';
        end if;
        -- The mentor's row is locked so that two sessions saved at once cannot both fit into the same day.
        perform from people where id = new.mentor_id for no key update;
        select coalesce(sum(minutes), 0) into total from advice_sessions
          where mentor_id = new.mentor_id and held_on = new.held_on and id <> new.id;
        if total + new.minutes > 1440 then
          raise exception 'a day has 24 hours'
            using errcode = 'check_violation', constraint = 'advice_sessions_within_a_day';
        end if;
        return new;
      end
    $$;
    create trigger advice_sessions_are_possible before insert or update on advice_sessions
      for each row execute function check_advice_session();

    create table advice_files (
      session_id  uuid not null references advice_sessions on delete cascade,
      file_id     uuid not null references files on delete restrict,
      added_by    uuid references people,
      added_at    timestamptz not null default portal_clock(),
      primary key (session_id, file_id)
    );
    create index advice_files_file on advice_files (file_id);

    -- Of which action item its owner was reminded, and how. One that is put off is one to be reminded of again.
    create table action_item_reminders (
      action_item_id  uuid not null references action_items on delete cascade,
      kind            text not null check (kind in ('soon', 'late')),
      due_on          date not null,
      day             date not null,
      primary key (action_item_id, kind, due_on)
    );
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table action_item_reminders, advice_files, action_items, advice_sessions;
    drop function check_advice_session;
  `)
