import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table training_topics (
      id         uuid primary key default gen_random_uuid(),
      version    integer not null default 1,
      code       text not null unique check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
      title      multilingual not null,
      kind       text not null check (kind in ('theory', 'practical')),
      half_days  smallint not null check (half_days between 1 and 20),
      added_by   uuid references people
    );
    create index training_topics_added_by on training_topics (added_by) where added_by is not null;

    -- How much training the project owes in all, in half-days: one row, whose version guards the targets too.
    create table training_project_targets (
      id         integer primary key default 1 check (id = 1),
      version    integer not null default 1,
      theory     smallint not null check (theory >= 0),
      practical  smallint not null check (practical >= 0)
    );
    insert into training_project_targets (theory, practical) values (52, 32);

    create table training_targets (
      territory_id  uuid not null references territories,
      kind          text not null check (kind in ('theory', 'practical')),
      half_days     smallint not null check (half_days >= 0),
      primary key (territory_id, kind)
    );

    -- Either nothing is shared out yet, or all of it is, to the half-day.
    create function check_training_targets() returns trigger language plpgsql as $$
      begin
        if exists (select from training_targets) and exists (
          select from training_project_targets where
            theory <> (select coalesce(sum(half_days), 0) from training_targets where kind = 'theory')
            or practical <> (select coalesce(sum(half_days), 0) from training_targets where kind = 'practical')
        ) then
          raise exception 'the targets of the territories do not add up to what the project owes'
            using errcode = 'check_violation', constraint = 'training_targets_sum';
        end if;
        return null;
      end
    $$;
    create constraint trigger training_targets_sum after insert or update or delete on training_targets
      deferrable initially deferred for each row execute function check_training_targets();
    create constraint trigger training_project_targets_sum after update on training_project_targets
      deferrable initially deferred for each row execute function check_training_targets();

    create table training_days (
      id                      uuid primary key default gen_random_uuid(),
      version                 integer not null default 1,
      slug                    text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      -- The address it was planned under, where it was announced under another.
      planned_as              text unique,
      kind                    text not null check (kind in ('theory', 'practical')),
      title                   multilingual not null,
      about                   multilingual,
      organiser_id            uuid not null references territories,
      modality                text not null check (modality in ('onsite', 'online', 'hybrid')),
      place                   text not null default '',
      online_at               text not null default '',
      languages               text[] not null check (languages <@ array['lv', 'et', 'en', 'ru', 'vro']),
      interpretation          multilingual,
      capacity                integer check (capacity between 1 and 1000),
      registration_closes_on  date,
      agenda                  multilingual,
      state                   text not null default 'planned' check (state in
        ('planned', 'published', 'registration_open', 'closed', 'held', 'evidenced', 'reported', 'postponed', 'cancelled')),
      -- Whether everybody has seen it: what was public once stays so, with what became of it.
      published               boolean not null default false,
      replaced_by_id          uuid references training_days,
      reason                  multilingual,
      created_at              timestamptz not null default portal_now(),
      updated_at              timestamptz not null default portal_now(),
      updated_by              uuid references people,
      constraint training_days_reason check (state not in ('postponed', 'cancelled') or reason is not null),
      constraint training_days_replaced check ((state = 'postponed') = (replaced_by_id is not null)),
      constraint training_days_not_itself check (replaced_by_id <> id),
      constraint training_days_published check (published or state in ('planned', 'postponed', 'cancelled'))
    );
    create index training_days_organiser on training_days (organiser_id);
    create index training_days_state on training_days (state);
    create unique index training_days_replaced_by on training_days (replaced_by_id) where replaced_by_id is not null;

    -- One training day of the programme may take several dates; its half-days are what the day bank counts.
    create table training_dates (
      id         uuid primary key default gen_random_uuid(),
      day_id     uuid not null references training_days on delete cascade,
      on_day     date not null,
      starts     time not null,
      ends       time not null,
      half_days  smallint not null check (half_days between 1 and 2),
      constraint training_dates_once unique (day_id, on_day) deferrable initially deferred,
      constraint training_dates_in_order check (starts < ends)
    );
    create index training_dates_on_day on training_dates (on_day);

    create table training_day_parishes (
      day_id     uuid not null references training_days on delete cascade,
      parish_id  uuid not null references parishes,
      primary key (day_id, parish_id)
    );
    create index training_day_parishes_parish on training_day_parishes (parish_id);

    create table training_day_topics (
      day_id    uuid not null references training_days on delete cascade,
      topic_id  uuid not null references training_topics,
      primary key (day_id, topic_id)
    );
    create index training_day_topics_topic on training_day_topics (topic_id);

    create table training_trainers (
      id            uuid primary key default gen_random_uuid(),
      day_id        uuid not null references training_days on delete cascade,
      position      integer not null,
      name          text not null check (length(name) between 1 and 120),
      organisation  text not null default ''
    );
    create index training_trainers_day on training_trainers (day_id, position);

    -- Materials are for everybody who sees the day; photos, agendas and whatever else shows that it took place for those in charge.
    create table training_files (
      day_id    uuid not null references training_days,
      file_id   uuid not null references files on delete restrict,
      kind      text not null check (kind in ('material', 'evidence')),
      added_by  uuid references people,
      added_at  timestamptz not null default portal_clock(),
      primary key (day_id, file_id)
    );
    create index training_files_file on training_files (file_id);

    create function check_training_day() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'planned' then
            raise exception 'a training day begins as planned' using errcode = 'check_violation', constraint = 'training_days_transition';
          end if;
          return new;
        end if;
        if new.state <> old.state and not (old.state || '>' || new.state = any (array[
          'planned>published', 'planned>cancelled', 'planned>postponed',
          'published>registration_open', 'published>closed', 'published>held', 'published>cancelled', 'published>postponed',
          'registration_open>closed', 'registration_open>held', 'registration_open>cancelled', 'registration_open>postponed',
          'closed>registration_open', 'closed>held', 'closed>cancelled', 'closed>postponed',
          'held>evidenced', 'evidenced>held', 'evidenced>reported'
        ])) then
          raise exception 'a training day that is % does not become %', old.state, new.state
            using errcode = 'check_violation', constraint = 'training_days_transition';
        end if;
        if new.state = 'published' and not exists (select from training_dates where day_id = new.id) then
          raise exception 'a day without a date cannot be announced'
            using errcode = 'check_violation', constraint = 'training_days_dated';
        end if;
        if new.state = 'evidenced' and old.state = 'held' and not training_day_has_evidence(new.id) then
          raise exception 'nothing shows that the day took place'
            using errcode = 'check_violation', constraint = 'training_days_evidence';
        end if;
        if old.published and not new.published then
          raise exception 'what everybody has seen stays public' using errcode = 'check_violation', constraint = 'training_days_published';
        end if;
        -- What the day bank has counted, or what was called off, stays as it was.
        if old.state in ('evidenced', 'reported', 'cancelled', 'postponed')
          and (old.kind, old.organiser_id) is distinct from (new.kind, new.organiser_id) then
          raise exception 'what was counted does not change' using errcode = 'check_violation', constraint = 'training_days_frozen';
        end if;
        return new;
      end
    $$;
    create trigger training_days_transition before insert or update on training_days
      for each row execute function check_training_day();

    create function check_training_date() returns trigger language plpgsql as $$
      declare
        of_day uuid := case when tg_op = 'DELETE' then old.day_id else new.day_id end;
      begin
        if exists (select from training_days where id = of_day and state in ('evidenced', 'reported', 'cancelled', 'postponed')) then
          raise exception 'what was counted does not change' using errcode = 'check_violation', constraint = 'training_days_frozen';
        end if;
        if tg_op = 'DELETE' then
          return old;
        end if;
        if not exists (select from projects where new.on_day between starts_on and ends_on) then
          raise exception 'the project does not run on that day'
            using errcode = 'check_violation', constraint = 'training_dates_in_project';
        end if;
        return new;
      end
    $$;
    create trigger training_dates_check before insert or update or delete on training_dates
      for each row execute function check_training_date();

    -- What a parish is to be trained in. A change after approval is a new number.
    create table training_programmes (
      id            uuid primary key default gen_random_uuid(),
      version       integer not null default 1,
      parish_id     uuid not null references parishes,
      number        integer not null check (number > 0),
      state         text not null default 'draft' check (state in ('draft', 'submitted', 'approved')),
      submitted_by  uuid references people,
      submitted_at  timestamptz,
      decided_by    uuid references people,
      decided_at    timestamptz,
      return_note   multilingual,
      created_at    timestamptz not null default portal_now(),
      constraint training_programmes_number unique (parish_id, number),
      constraint training_programmes_submitted check (state = 'draft' or submitted_by is not null),
      constraint training_programmes_approved check (state <> 'approved' or decided_by is not null),
      constraint training_programmes_not_by_oneself check (state <> 'approved' or decided_by <> submitted_by)
    );
    create unique index training_programmes_one_open on training_programmes (parish_id) where state <> 'approved';
    create index training_programmes_submitted_by on training_programmes (submitted_by) where submitted_by is not null;
    create index training_programmes_decided_by on training_programmes (decided_by) where decided_by is not null;

    create table training_programme_topics (
      programme_id  uuid not null references training_programmes on delete cascade,
      topic_id      uuid not null references training_topics,
      priority      text not null check (priority in ('must', 'should', 'could')),
      primary key (programme_id, topic_id)
    );
    create index training_programme_topics_topic on training_programme_topics (topic_id);

    create function keep_approved_programme() returns trigger language plpgsql as $$
      declare
        programme uuid := case when tg_op = 'DELETE' then old.programme_id else new.programme_id end;
      begin
        if exists (select from training_programmes where id = programme and state <> 'draft') then
          raise exception 'only a draft of a programme changes'
            using errcode = 'check_violation', constraint = 'training_programmes_draft';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end
    $$;
    create trigger training_programme_topics_draft before insert or update or delete on training_programme_topics
      for each row execute function keep_approved_programme();

    create function keep_approved_state() returns trigger language plpgsql as $$
      begin
        if old.state = 'approved' then
          raise exception 'an approved programme stays as it is'
            using errcode = 'check_violation', constraint = 'training_programmes_draft';
        end if;
        return new;
      end
    $$;
    create trigger training_programmes_stay before update on training_programmes
      for each row execute function keep_approved_state();

    -- The secret in the address of a person's own calendar; a new row ends the old address.
    create table calendar_feeds (
      person_id   uuid primary key references people,
      id          uuid not null unique,
      renewed_at  timestamptz not null default portal_now()
    );

    -- Who comes to training and visits: people without an account, known by their name. Who registers can be
    -- reached; who walks in and signs leaves a contact only if they like.
    create table participants (
      id          uuid primary key default gen_random_uuid(),
      name        text not null check (length(name) between 1 and 120),
      email       citext check (email ~ '^[^@\\s]+@[^@\\s]+$'),
      phone       text check (phone ~ '^[+]{0,1}[0-9]{6,15}$'),
      parish_id   uuid references parishes,
      locale      text not null check (locale in ('lv', 'et', 'en')),
      created_at  timestamptz not null default portal_now()
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
      -- How to reach the person about this day: whoever knows a name and an address can register, and change what they typed.
      phone           text check (phone ~ '^[+]{0,1}[0-9]{6,15}$'),
      parish_id       uuid references parishes,
      locale          text not null check (locale in ('lv', 'et', 'en')),
      guardian        text check (length(guardian) between 1 and 120),
      needs           text not null default '' check (length(needs) <= 1000),
      source          text not null check (source in ('self', 'staff')),
      entered_by      uuid references people,
      -- The one-time key of the form that was sent, and a digest of what it said: who sends that form again is the same person.
      form_key        uuid,
      form_content    text,
      registered_at   timestamptz not null,
      -- What the person has been notified of by mail: that the day is near, and how it stands: when and where, or called off.
      reminded_of     date,
      notified_schedule     text,
      -- How often the person came in or went out, for calendars; and what letters have put into theirs, where that is known.
      turns           integer not null default 0,
      in_calendar     jsonb,
      constraint registrations_once unique (day_id, participant_id),
      constraint registrations_position unique (day_id, position),
      constraint registrations_offer_has_an_end check ((state = 'offered') = (offered_until is not null)),
      constraint registrations_entered_by_staff check ((source = 'staff') = (entered_by is not null))
    );
    create index registrations_participant on registrations (participant_id);
    create index registrations_parish on registrations (parish_id) where parish_id is not null;
    create index registrations_state on registrations (day_id, state, position);
    create index registrations_offered on registrations (offered_until) where state = 'offered';
    create index registrations_needs on registrations (day_id) where needs <> '';
    create index registrations_entered_by on registrations (entered_by) where entered_by is not null;

    -- Private links: each message has one of its own, and only their hashes are kept.
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

    -- Each date has one list of who was there, with the code that its printed sheets carry. The list's id is the date's.
    create table attendance_lists (
      id            uuid primary key references training_dates on delete cascade,
      version       integer not null default 1,
      code          text not null unique default substr(replace(gen_random_uuid()::text, '-', ''), 1, 20)
        check (code ~ '^[0-9a-f]{20}$'),
      -- Signatures as the second person counted them, and how many the list had to have.
      counted       smallint check (counted between 0 and 1000),
      listed        smallint,
      count_note    text check (length(count_note) between 1 and 1000),
      confirmed_by  uuid references people,
      confirmed_at  timestamptz,
      constraint attendance_lists_confirmed_whole check (
        (confirmed_by is null) = (counted is null) and (confirmed_by is null) = (confirmed_at is null)
        and (confirmed_by is null) = (listed is null)
      ),
      constraint attendance_lists_difference_explained check (counted = listed or count_note is not null)
    );
    create index attendance_lists_confirmed_by on attendance_lists (confirmed_by) where confirmed_by is not null;

    create function begin_attendance_list() returns trigger language plpgsql as $$
      begin
        insert into attendance_lists (id) values (new.id);
        return null;
      end
    $$;
    create trigger training_dates_list after insert on training_dates
      for each row execute function begin_attendance_list();

    -- Everybody who ever wrote in a list: none of them confirms its count.
    create table attendance_writers (
      list_id    uuid not null references attendance_lists on delete cascade,
      person_id  uuid not null references people,
      primary key (list_id, person_id)
    );
    create index attendance_writers_person on attendance_writers (person_id);

    create table attendances (
      id              uuid primary key default gen_random_uuid(),
      date_id         uuid not null references training_dates,
      participant_id  uuid not null references participants,
      minutes         smallint not null check (minutes between 1 and 1440),
      method          text not null check (method in ('paper', 'online_log', 'staff')),
      recorded_by     uuid references people,
      recorded_at     timestamptz not null,
      constraint attendances_once unique (date_id, participant_id)
    );
    create index attendances_participant on attendances (participant_id);
    create index attendances_recorded_by on attendances (recorded_by) where recorded_by is not null;

    create function check_attendance() returns trigger language plpgsql as $$
      declare
        of_date training_dates;
      begin
        select * into of_date from training_dates where id = case when tg_op = 'DELETE' then old.date_id else new.date_id end;
        if exists (select from attendance_lists where id = of_date.id and confirmed_by is not null) then
          raise exception 'what was confirmed is locked' using errcode = 'check_violation', constraint = 'attendances_locked';
        end if;
        if tg_op = 'DELETE' then
          return old;
        end if;
        if exists (select from training_days where id = of_date.day_id and state in ('planned', 'postponed', 'cancelled')) then
          raise exception 'the day does not take place' using errcode = 'check_violation', constraint = 'attendances_of_held';
        end if;
        if new.recorded_at < (of_date.on_day + of_date.starts) at time zone 'Europe/Riga' then
          raise exception 'the date has not begun' using errcode = 'check_violation', constraint = 'attendances_not_ahead';
        end if;
        if new.minutes > extract(epoch from of_date.ends - of_date.starts) / 60 then
          raise exception 'longer than the date' using errcode = 'check_violation', constraint = 'attendances_within_date';
        end if;
        -- Two lists saved at one moment must see each other.
        perform pg_advisory_xact_lock(hashtext('attendance ' || new.participant_id));
        if exists (
          select from attendances join training_dates on training_dates.id = date_id
          where participant_id = new.participant_id and date_id <> new.date_id and on_day = of_date.on_day
            and (starts, ends) overlaps (of_date.starts, of_date.ends)
        ) then
          raise exception 'the person was elsewhere' using errcode = 'check_violation', constraint = 'attendances_one_place';
        end if;
        return new;
      end
    $$;
    create trigger attendances_check before insert or update or delete on attendances
      for each row execute function check_attendance();

    create function check_attendance_list() returns trigger language plpgsql as $$
      begin
        if new.confirmed_by is not null and old.confirmed_by is null then
          if exists (select from attendance_writers where list_id = new.id and person_id = new.confirmed_by) then
            raise exception 'who wrote the list does not confirm it'
              using errcode = 'check_violation', constraint = 'attendance_lists_second_person';
          end if;
          if new.listed <> (select count(*) from attendances where date_id = new.id and method <> 'staff') then
            raise exception 'the list has changed' using errcode = 'check_violation', constraint = 'attendance_lists_listed';
          end if;
          if not exists (select from attendances where date_id = new.id) then
            raise exception 'nobody is on the list' using errcode = 'check_violation', constraint = 'attendance_lists_empty';
          end if;
        end if;
        if new.confirmed_by is null and old.confirmed_by is not null and exists (
          select from training_dates join training_days on training_days.id = day_id
          where training_dates.id = new.id and state in ('evidenced', 'reported')
        ) then
          raise exception 'the day counts already' using errcode = 'check_violation', constraint = 'attendance_lists_counted';
        end if;
        return new;
      end
    $$;
    create trigger attendance_lists_check before update on attendance_lists
      for each row execute function check_attendance_list();

    -- Minutes were measured by the date's hours: once people are on the list, the date stays where it was.
    create function keep_attended_date() returns trigger language plpgsql as $$
      begin
        if (old.on_day, old.starts, old.ends) is distinct from (new.on_day, new.starts, new.ends)
          and exists (select from attendances where date_id = old.id) then
          raise exception 'people were there' using errcode = 'check_violation', constraint = 'training_dates_attended';
        end if;
        return new;
      end
    $$;
    create trigger training_dates_attended before update on training_dates
      for each row execute function keep_attended_date();

    -- Photographs and scans of sheets, and logs of online meetings. One whose code nobody could read waits without a date.
    create table attendance_scans (
      id           uuid primary key default gen_random_uuid(),
      date_id      uuid references attendance_lists,
      file_id      uuid not null unique references files on delete restrict,
      kind         text not null check (kind in ('sign_in_sheet', 'online_log')),
      by_code      boolean not null default false,
      uploaded_by  uuid not null references people,
      uploaded_at  timestamptz not null
    );
    create index attendance_scans_date on attendance_scans (date_id) where date_id is not null;
    create index attendance_scans_waiting on attendance_scans (uploaded_by, uploaded_at);

    create function keep_confirmed_scans() returns trigger language plpgsql as $$
      begin
        if old.date_id is not null and exists (select from attendance_lists where id = old.date_id and confirmed_by is not null)
          and (tg_op = 'DELETE' or new.date_id is distinct from old.date_id) then
          raise exception 'what a count was confirmed by stays' using errcode = 'check_violation', constraint = 'attendance_scans_locked';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end
    $$;
    create trigger attendance_scans_locked before update or delete on attendance_scans
      for each row execute function keep_confirmed_scans();

    -- Evidence is a list for every date, its count confirmed by a second person, and the sheet or log that it was counted on.
    create function training_day_has_evidence(day uuid) returns boolean language sql stable as $$
      select exists (select from training_dates where day_id = day) and not exists (
        select from training_dates join attendance_lists on attendance_lists.id = training_dates.id
        where day_id = day and (confirmed_by is null
          or not exists (select from attendance_scans where date_id = training_dates.id))
      )
    $$;

    -- Numbers of certificates have no gaps: who issues one holds the row of its year until the transaction ends.
    create table certificate_years (
      year  smallint primary key check (year between 2014 and 2100),
      last  integer not null check (last > 0)
    );

    -- A certificate says what it said when it was issued, whatever becomes of the day or the person since.
    create table certificates (
      id              uuid primary key default gen_random_uuid(),
      version         integer not null default 1,
      year            smallint not null references certificate_years,
      number          integer not null check (number > 0),
      code            text not null check (code ~ '^[2-9a-hjkmnp-z]{10}$'),
      day_id          uuid not null references training_days,
      participant_id  uuid not null references participants,
      content         jsonb not null,
      issued_on       date not null,
      issued_by       uuid not null references people,
      revoked_on      date,
      revoked_by      uuid references people,
      reason          multilingual,
      constraint certificates_number unique (year, number),
      constraint certificates_revoked_whole check (
        (revoked_on is null) = (revoked_by is null) and (revoked_on is null) = (reason is null)
      )
    );
    create unique index certificates_once on certificates (day_id, participant_id) where revoked_on is null;
    create index certificates_participant on certificates (participant_id);
    create index certificates_issued_by on certificates (issued_by);
    create index certificates_revoked_by on certificates (revoked_by) where revoked_by is not null;

    create function check_certificate() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if not exists (select from training_days where id = new.day_id and state in ('evidenced', 'reported')) then
            raise exception 'the day is not evidenced' using errcode = 'check_violation', constraint = 'certificates_of_evidenced';
          end if;
          return new;
        end if;
        -- It takes what stands in place of the name of whoever was erased, and no other: its row is all there is of it.
        if tg_op = 'UPDATE' and to_jsonb(new) - 'content' = to_jsonb(old) - 'content'
          and exists (select from participants where id = new.participant_id and erased_at is not null
            and new.content = old.content || jsonb_build_object('name', name)) then
          return new;
        end if;
        if tg_op = 'DELETE' or old.revoked_on is not null
          or (old.year, old.number, old.code, old.day_id, old.participant_id, old.content, old.issued_on, old.issued_by)
            is distinct from (new.year, new.number, new.code, new.day_id, new.participant_id, new.content, new.issued_on, new.issued_by) then
          raise exception 'what was certified stays' using errcode = 'check_violation', constraint = 'certificates_stay';
        end if;
        return new;
      end
    $$;
    create trigger certificates_check before insert or update or delete on certificates
      for each row execute function check_certificate();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table certificates, certificate_years, attendance_scans, attendances, attendance_writers,
      attendance_lists, registration_links, registrations, participants, calendar_feeds,
      training_programme_topics, training_programmes, training_files, training_trainers,
      training_day_topics, training_day_parishes, training_dates, training_days, training_targets,
      training_project_targets, training_topics;
    drop function check_certificate, training_day_has_evidence, keep_confirmed_scans, keep_attended_date,
      check_attendance_list, check_attendance, begin_attendance_list, training_days_capacity_taken,
      registrations_within_capacity, keep_approved_state, keep_approved_programme, check_training_date,
      check_training_day, check_training_targets;
  `)
