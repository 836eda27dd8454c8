import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table mentors (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      person_id     uuid not null unique references people,
      slug          text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      expertise     text[] not null default '{}' check (expertise <@ array['idea', 'customers', 'money', 'law', 'team', 'marketing', 'equipment', 'cooperation']),
      speaks        text[] not null default '{}' check (speaks <@ array['lv', 'et', 'en', 'ru', 'vro']),
      organisation  text not null default '' check (length(organisation) <= 200),
      skills        multilingual,
      about         multilingual,
      photo_id      uuid references files on delete restrict,
      published_by  uuid references people,
      published_at  timestamptz,
      updated_by    uuid references people,
      updated_at    timestamptz not null default portal_now(),
      constraint mentors_published_by_somebody check ((published_by is null) = (published_at is null)),
      -- Nobody shows another person's name and face to the world.
      constraint mentors_publish_themselves check (published_by = person_id)
    );
    create index mentors_photo on mentors (photo_id) where photo_id is not null;

    -- What was agreed beside an assignment, which is a grant and goes by its id.
    create table assignment_agreements (
      id                   uuid primary key references role_assignments,
      version              integer not null default 1,
      contracted_minutes   integer check (contracted_minutes between 1 and 600000),
      hides_earlier_notes  boolean not null default true,
      updated_by           uuid references people,
      updated_at           timestamptz not null default portal_now()
    );

    create table inactivity_reminders (
      assignment_id  uuid not null references role_assignments,
      -- The day of the last session before the silence, or the first day of the assignment.
      since          date not null,
      reminded_at    timestamptz not null,
      primary key (assignment_id, since)
    );

    create table advice_requests (
      id             uuid primary key default gen_random_uuid(),
      version        integer not null default 1,
      parish_id      uuid not null references parishes,
      initiative_id  uuid references initiatives,
      topic          text not null check (topic in ('idea', 'customers', 'money', 'law', 'team', 'marketing', 'equipment', 'cooperation')),
      question       multilingual not null,
      channel        text check (channel in ('onsite', 'phone', 'video', 'email')),
      days           multilingual,
      by_phone       boolean not null default false,
      asked_by       uuid not null references people,
      asked_at       timestamptz not null,
      state          text not null default 'open'
        check (state in ('open', 'proposed', 'agreed', 'answered', 'declined', 'withdrawn')),
      mentor_id      uuid references people,
      note           multilingual,
      wish           multilingual,
      changed_at     timestamptz not null,
      constraint advice_requests_have_a_mentor check (state not in ('proposed', 'agreed', 'answered') or mentor_id is not null),
      constraint advice_requests_declined_with_a_reason check (state <> 'declined' or note is not null)
    );
    create index advice_requests_parish on advice_requests (parish_id, asked_at desc);
    create index advice_requests_initiative on advice_requests (initiative_id) where initiative_id is not null;
    create index advice_requests_mentor on advice_requests (mentor_id) where mentor_id is not null;
    create index advice_requests_waiting on advice_requests (state) where state in ('open', 'proposed', 'agreed');

    create table advice_proposals (
      id          uuid primary key default gen_random_uuid(),
      request_id  uuid not null references advice_requests on delete cascade,
      position    smallint not null check (position between 1 and 3),
      on_day      date not null,
      starts      time not null,
      channel     text not null check (channel in ('onsite', 'phone', 'video', 'email')),
      place       text not null default '' check (length(place) <= 200),
      agreed      boolean not null default false,
      constraint advice_proposals_position unique (request_id, position)
    );
    create unique index advice_proposals_agreed on advice_proposals (request_id) where agreed;

    create function keep_initiative_of_parish() returns trigger language plpgsql as $$
      begin
        if new.initiative_id is not null
          and not exists (select from initiatives where id = new.initiative_id and parish_id = new.parish_id) then
          raise exception 'the initiative belongs to another parish'
            using errcode = 'check_violation', constraint = 'advice_requests_initiative_of_parish';
        end if;
        return new;
      end
    $$;
    create trigger advice_requests_initiative_of_parish before insert or update of initiative_id, parish_id on advice_requests
      for each row execute function keep_initiative_of_parish();

    alter table advice_sessions add constraint advice_sessions_request_id_fkey
      foreign key (request_id) references advice_requests;

    -- What was asked for is answered by the session that was held.
    create function answer_request() returns trigger language plpgsql as $$
      begin
        update advice_requests set state = 'answered', version = version + 1, changed_at = new.created_at
          where id = new.request_id and parish_id = new.parish_id and mentor_id = new.mentor_id and state = 'agreed';
        if not found then
          raise exception 'this session answers no such request'
            using errcode = 'check_violation', constraint = 'advice_sessions_answer_their_request';
        end if;
        return new;
      end
    $$;
    create trigger advice_sessions_answer_their_request before insert on advice_sessions
      for each row when (new.request_id is not null) execute function answer_request();

    create table timesheets (
      id           uuid primary key default gen_random_uuid(),
      version      integer not null default 1,
      mentor_id    uuid not null references people,
      month        text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      state        text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'locked')),
      return_note  multilingual,
      returned_by  uuid references people,
      returned_at  timestamptz,
      locked_at    timestamptz,
      constraint timesheets_once unique (mentor_id, month),
      constraint timesheets_returned_with_a_note check (state <> 'returned' or (return_note is not null and returned_by is not null and returned_at is not null)),
      constraint timesheets_locked_at_a_time check ((state = 'locked') = (locked_at is not null))
    );
    create index timesheets_state on timesheets (state);

    create table timesheet_submissions (
      id            uuid primary key default gen_random_uuid(),
      timesheet_id  uuid not null references timesheets,
      number        integer not null check (number >= 1),
      snapshot      jsonb not null,
      sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      minutes       integer not null check (minutes > 0),
      submitted_by  uuid not null references people,
      submitted_at  timestamptz not null,
      constraint timesheet_submissions_number unique (timesheet_id, number)
    );

    create table timesheet_confirmations (
      submission_id  uuid not null references timesheet_submissions,
      parish_id      uuid not null references parishes,
      confirmed_by   uuid not null references people,
      confirmed_at   timestamptz not null,
      -- Why partner staff went on where nobody of the parish may confirm.
      reason         multilingual,
      primary key (submission_id, parish_id)
    );
    create index timesheet_confirmations_parish on timesheet_confirmations (parish_id);

    create table timesheet_approvals (
      submission_id  uuid not null references timesheet_submissions,
      territory_id   uuid not null references territories,
      approved_by    uuid not null references people,
      approved_at    timestamptz not null,
      primary key (submission_id, territory_id)
    );
    create index timesheet_approvals_territory on timesheet_approvals (territory_id);

    create table timesheet_addenda (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      timesheet_id  uuid not null references timesheets,
      parish_id     uuid not null references parishes,
      minutes       integer not null check (minutes <> 0 and minutes between -14400 and 14400),
      reason        multilingual not null,
      written_by    uuid not null references people,
      written_at    timestamptz not null,
      approved      boolean,
      decided_by    uuid references people,
      decided_at    timestamptz,
      constraint timesheet_addenda_decided check ((decided_by is null) = (decided_at is null) and (decided_at is null) = (approved is null)),
      constraint timesheet_addenda_decided_by_another check (decided_by <> written_by)
    );
    create index timesheet_addenda_timesheet on timesheet_addenda (timesheet_id, written_at);
    create index timesheet_addenda_parish on timesheet_addenda (parish_id);
    create trigger timesheet_submissions_are_immutable before update or delete or truncate on timesheet_submissions
      for each statement execute function refuse_change();
    create trigger timesheet_confirmations_are_immutable before update or delete or truncate on timesheet_confirmations
      for each statement execute function refuse_change();
    create trigger timesheet_approvals_are_immutable before update or delete or truncate on timesheet_approvals
      for each statement execute function refuse_change();

    -- What is signed is what was logged, to the minute. The mentor's row is locked as it is by every session that is saved.
    create function match_sessions() returns trigger language plpgsql as $$
      declare
        timesheet timesheets;
        logged integer;
        frozen integer;
      begin
        select * into timesheet from timesheets where id = new.timesheet_id;
        perform from people where id = timesheet.mentor_id for no key update;
        select coalesce(sum(minutes), 0) into logged from advice_sessions
          where mentor_id = timesheet.mentor_id and to_char(held_on, 'YYYY-MM') = timesheet.month;
        select coalesce(sum((session ->> 'minutes')::integer), 0) into frozen
          from jsonb_array_elements(new.snapshot -> 'sessions') as session;
        if new.minutes <> logged or new.minutes <> frozen then
          raise exception 'a timesheet is the sum of its sessions'
            using errcode = 'check_violation', constraint = 'timesheets_are_sums_of_sessions';
        end if;
        return new;
      end
    $$;
    create trigger timesheet_submissions_match_sessions before insert on timesheet_submissions
      for each row execute function match_sessions();

    create function check_timesheet_decision() returns trigger language plpgsql as $$
      declare
        submission timesheet_submissions;
        timesheet timesheets;
        decider uuid := coalesce((to_jsonb(new) ->> 'confirmed_by')::uuid, (to_jsonb(new) ->> 'approved_by')::uuid);
      begin
        select * into submission from timesheet_submissions where id = new.submission_id;
        select * into timesheet from timesheets where id = submission.timesheet_id for update;
        if timesheet.state <> 'submitted' or exists (
          select from timesheet_submissions where timesheet_id = timesheet.id and number > submission.number
        ) then
          raise exception 'this timesheet is not waiting'
            using errcode = 'check_violation', constraint = 'timesheets_wait_to_be_decided';
        end if;
        if decider in (timesheet.mentor_id, submission.submitted_by) then
          raise exception 'nobody decides on their own timesheet'
            using errcode = 'check_violation', constraint = 'timesheets_decided_by_others';
        end if;
        if tg_table_name = 'timesheet_approvals' and exists (
          select from jsonb_array_elements(submission.snapshot -> 'parishes') as parish
          where parish ->> 'territoryId' = to_jsonb(new) ->> 'territory_id' and not exists (
            select from timesheet_confirmations
            where submission_id = submission.id and parish_id = (parish ->> 'id')::uuid
          )
        ) then
          raise exception 'the community confirms first'
            using errcode = 'check_violation', constraint = 'timesheets_confirmed_first';
        end if;
        return new;
      end
    $$;
    create trigger timesheet_confirmations_are_due before insert on timesheet_confirmations
      for each row execute function check_timesheet_decision();
    create trigger timesheet_approvals_are_due before insert on timesheet_approvals
      for each row execute function check_timesheet_decision();

    create function keep_timesheet() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or old.state = 'locked' or (new.mentor_id, new.month) is distinct from (old.mentor_id, old.month) then
          raise exception 'a timesheet that is locked stays' using errcode = 'check_violation', constraint = 'timesheets_stay_locked';
        end if;
        if new.state = 'draft' and old.state = 'submitted' and exists (
          select from timesheet_approvals join timesheet_submissions on timesheet_submissions.id = submission_id
          where timesheet_id = new.id
            and number = (select max(number) from timesheet_submissions where timesheet_id = new.id)
        ) then
          raise exception 'a timesheet that a partner approved is not taken back'
            using errcode = 'check_violation', constraint = 'timesheets_recalled_before_approval';
        end if;
        if new.state = 'locked' and not exists (
          select from timesheet_submissions as submission
          where timesheet_id = new.id
            and number = (select max(number) from timesheet_submissions where timesheet_id = new.id)
            and not exists (
              select from jsonb_array_elements(snapshot -> 'parishes') as parish
              where not exists (
                select from timesheet_approvals
                where submission_id = submission.id and territory_id = (parish ->> 'territoryId')::uuid
              )
            )
        ) then
          raise exception 'every partner approves first'
            using errcode = 'check_violation', constraint = 'timesheets_approved_first';
        end if;
        return new;
      end
    $$;
    create trigger timesheets_stay before update or delete on timesheets for each row execute function keep_timesheet();

    create function timesheet_is_closed(mentor uuid, held date) returns boolean language sql stable as $$
      select exists (
        select from timesheets
        where mentor_id = mentor and month = to_char(held, 'YYYY-MM') and state in ('submitted', 'locked')
      )
    $$;

    create function keep_sessions_of_timesheet() returns trigger language plpgsql as $$
      begin
        perform from people where id = coalesce(new.mentor_id, old.mentor_id) for no key update;
        if (tg_op <> 'INSERT' and timesheet_is_closed(old.mentor_id, old.held_on))
          or (tg_op <> 'DELETE' and timesheet_is_closed(new.mentor_id, new.held_on)) then
          raise exception 'the timesheet of this session is signed'
            using errcode = 'check_violation', constraint = 'advice_sessions_timesheet_open';
        end if;
        return coalesce(new, old);
      end
    $$;
    create trigger advice_sessions_timesheet_open before insert or update or delete on advice_sessions
      for each row execute function keep_sessions_of_timesheet();

    -- An action item that was agreed can still be done; what was agreed stays.
    create function keep_action_items_of_timesheet() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and (new.session_id, new.position, new.what::jsonb, new.owner, new.due_on)
          is not distinct from (old.session_id, old.position, old.what::jsonb, old.owner, old.due_on) then
          return new;
        end if;
        if exists (
          select from advice_sessions
          where id in (new.session_id, old.session_id) and timesheet_is_closed(mentor_id, held_on)
        ) then
          raise exception 'the timesheet of this session is signed'
            using errcode = 'check_violation', constraint = 'advice_sessions_timesheet_open';
        end if;
        return coalesce(new, old);
      end
    $$;
    create trigger action_items_timesheet_open before insert or update or delete on action_items
      for each row execute function keep_action_items_of_timesheet();

    create function check_addendum() returns trigger language plpgsql as $$
      declare
        timesheet timesheets;
        rest integer;
      begin
        select * into timesheet from timesheets where id = coalesce(new.timesheet_id, old.timesheet_id) for update;
        if tg_op = 'DELETE' or (tg_op = 'UPDATE' and (old.decided_at is not null
          or (new.timesheet_id, new.parish_id, new.minutes, new.reason::jsonb, new.written_by)
            is distinct from (old.timesheet_id, old.parish_id, old.minutes, old.reason::jsonb, old.written_by))) then
          raise exception 'an addendum is never changed' using errcode = 'check_violation', constraint = 'timesheet_addenda_stay';
        end if;
        if timesheet.state <> 'locked' then
          raise exception 'a timesheet that is not locked is changed itself'
            using errcode = 'check_violation', constraint = 'timesheet_addenda_when_locked';
        end if;
        if new.decided_by = timesheet.mentor_id then
          raise exception 'nobody decides on their own timesheet'
            using errcode = 'check_violation', constraint = 'timesheets_decided_by_others';
        end if;
        if not exists (
          select from role_assignments where person_id = timesheet.mentor_id and role = 'mentor' and parish_id = new.parish_id
            and from_day < (timesheet.month || '-01')::date + interval '1 month'
            and coalesce(to_day, 'infinity') >= (timesheet.month || '-01')::date
        ) then
          raise exception 'the mentor was not assigned to this parish'
            using errcode = 'check_violation', constraint = 'timesheet_addenda_inside_assignment';
        end if;
        select new.minutes
          + coalesce((select sum(minutes) from advice_sessions where mentor_id = timesheet.mentor_id and parish_id = new.parish_id
              and to_char(held_on, 'YYYY-MM') = timesheet.month), 0)
          + coalesce((select sum(minutes) from timesheet_addenda
              where timesheet_id = timesheet.id and parish_id = new.parish_id and approved and id <> new.id), 0) into rest;
        if rest < 0 and new.approved is distinct from false then
          raise exception 'nobody gave less than nothing'
            using errcode = 'check_violation', constraint = 'timesheet_addenda_not_below_nothing';
        end if;
        return new;
      end
    $$;
    create trigger timesheet_addenda_are_possible before insert or update or delete on timesheet_addenda
      for each row execute function check_addendum();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop trigger action_items_timesheet_open on action_items;
    drop trigger advice_sessions_timesheet_open on advice_sessions;
    drop trigger advice_sessions_answer_their_request on advice_sessions;
    alter table advice_sessions drop constraint advice_sessions_request_id_fkey;
    drop table timesheet_addenda, timesheet_approvals, timesheet_confirmations, timesheet_submissions, timesheets,
      advice_proposals, advice_requests, inactivity_reminders, assignment_agreements, mentors;
    drop function check_addendum, keep_action_items_of_timesheet, keep_sessions_of_timesheet, timesheet_is_closed, keep_timesheet,
      check_timesheet_decision, match_sessions, answer_request, keep_initiative_of_parish;
  `)
