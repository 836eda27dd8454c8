import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    alter table training_topics
      add column version integer not null default 1,
      add column added_by uuid references people;
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
      created_at              timestamptz not null default now(),
      updated_at              timestamptz not null default now(),
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
      added_at  timestamptz not null default clock_timestamp(),
      primary key (day_id, file_id)
    );
    create index training_files_file on training_files (file_id);

    -- What shows that a day took place. Whoever keeps sheets and logs says here what else is enough.
    create function training_day_has_evidence(day uuid) returns boolean language sql stable as $$
      select exists (select from training_files where day_id = day and kind = 'evidence')
    $$;

    create function check_training_day() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'planned' then
            raise exception 'a training day begins as planned' using errcode = 'check_violation', constraint = 'training_days_steps';
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
            using errcode = 'check_violation', constraint = 'training_days_steps';
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
    create trigger training_days_steps before insert or update on training_days
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
      created_at    timestamptz not null default now(),
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
      renewed_at  timestamptz not null default now()
    );
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table calendar_feeds, training_programme_topics, training_programmes, training_files, training_trainers,
      training_day_topics, training_day_parishes, training_dates, training_days, training_targets, training_project_targets;
    drop function keep_approved_state;
    drop function keep_approved_programme;
    drop function check_training_date;
    drop function check_training_day;
    drop function training_day_has_evidence;
    drop function check_training_targets;
    alter table training_topics drop column version, drop column added_by;
  `)
