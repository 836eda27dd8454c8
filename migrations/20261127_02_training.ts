import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
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
      replaced_by_id          uuid references training_days,
      reason                  multilingual,
      created_at              timestamptz not null default now(),
      constraint training_days_reason check (state not in ('postponed', 'cancelled') or reason is not null)
    );
    create index training_days_organiser on training_days (organiser_id);
    create index training_days_state on training_days (state);
    create index training_days_replaced_by on training_days (replaced_by_id) where replaced_by_id is not null;

    -- One training day of the programme may take several dates; its half-days are what the day bank counts.
    create table training_dates (
      id         uuid primary key default gen_random_uuid(),
      day_id     uuid not null references training_days on delete cascade,
      on_day     date not null,
      starts     time not null,
      ends       time not null,
      half_days  smallint not null check (half_days between 1 and 2),
      constraint training_dates_once unique (day_id, on_day),
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
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(
    'drop table training_trainers, training_day_topics, training_day_parishes, training_dates, training_days',
  )
