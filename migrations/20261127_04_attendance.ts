import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- Who registers can be reached; who walks in and signs leaves a name, and a contact only if they like.
    alter table participants drop constraint participants_can_be_reached;

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
    insert into attendance_lists (id) select id from training_dates;

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
      kind         text not null check (kind in ('sheet', 'online_log')),
      by_code      boolean not null default false,
      uploaded_by  uuid not null references people,
      uploaded_at  timestamptz not null
    );
    create index attendance_scans_date on attendance_scans (date_id) where date_id is not null;
    create index attendance_scans_waiting on attendance_scans (uploaded_by, uploaded_at);

    create function keep_confirmed_papers() returns trigger language plpgsql as $$
      begin
        if old.date_id is not null and exists (select from attendance_lists where id = old.date_id and confirmed_by is not null)
          and (tg_op = 'DELETE' or new.date_id is distinct from old.date_id) then
          raise exception 'what a count was confirmed by stays' using errcode = 'check_violation', constraint = 'attendance_scans_locked';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
      end
    $$;
    create trigger attendance_scans_locked before update or delete on attendance_scans
      for each row execute function keep_confirmed_papers();

    -- Evidence is a list for every date, its count confirmed by a second person, and the sheet or log that it was counted on.
    create or replace function training_day_has_evidence(day uuid) returns boolean language sql stable as $$
      select exists (select from training_dates where day_id = day) and not exists (
        select from training_dates join attendance_lists on attendance_lists.id = training_dates.id
        where day_id = day and (confirmed_by is null
          or not exists (select from attendance_scans where date_id = training_dates.id))
      )
    $$;

    -- Numbers of certificates have no gaps: who issues one holds the row of its year until the act is over.
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
    drop table certificates, certificate_years;
    drop function check_certificate;
    create or replace function training_day_has_evidence(day uuid) returns boolean language sql stable as $$
      select exists (select from training_files where day_id = day and kind = 'evidence')
    $$;
    drop table attendance_scans;
    drop function keep_confirmed_papers;
    drop trigger training_dates_attended on training_dates;
    drop function keep_attended_date;
    drop table attendances;
    drop function check_attendance;
    drop trigger training_dates_list on training_dates;
    drop function begin_attendance_list;
    drop table attendance_writers, attendance_lists;
    drop function check_attendance_list;
    alter table participants add constraint participants_can_be_reached
      check (email is not null or phone is not null) not valid;
  `)
