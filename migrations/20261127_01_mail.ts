import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table letters (
      id          uuid primary key default gen_random_uuid(),
      once        text not null check (length(once) between 1 and 200),
      recipient   citext not null check (recipient ~ '^[^@\\s]+@[^@\\s]+$'),
      person_id   uuid references people,
      locale      text not null check (locale in ('lv', 'et', 'en')),
      subject     text not null check (length(subject) between 1 and 300),
      parts       jsonb not null check (jsonb_typeof(parts) = 'array'),
      calendar    text,
      posted_at   timestamptz not null default now(),
      state       text not null default 'waiting'
                  check (state in ('waiting', 'handed', 'sent', 'failed', 'unsure', 'kept')),
      tries       smallint not null default 0,
      next_try    timestamptz,
      failure     text,
      handed_at   timestamptz,
      sent_at     timestamptz,
      constraint letters_once unique (once, recipient),
      constraint letters_handed_at_a_time check (state not in ('handed', 'unsure') or handed_at is not null),
      constraint letters_sent_at_a_time check ((state = 'sent') = (sent_at is not null))
    );
    create index letters_waiting on letters (next_try nulls first, posted_at) where state = 'waiting';
    create index letters_handed on letters (handed_at) where state = 'handed';
    create index letters_posted on letters (posted_at desc, id desc);
    create index letters_person on letters (person_id) where person_id is not null;
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table letters')
