import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table mail_messages (
      id         uuid primary key default gen_random_uuid(),
      once       text not null check (length(once) between 1 and 200),
      recipient  citext not null check (recipient ~ '^[^@\\s]+@[^@\\s]+$'),
      person_id  uuid references people,
      locale     text not null check (locale in ('lv', 'et', 'en')),
      subject    text not null check (length(subject) between 1 and 300),
      parts      jsonb not null check (jsonb_typeof(parts) = 'array'),
      calendar   text,
      posted_at  timestamptz not null default portal_now(),
      state      text not null default 'waiting'
                  check (state in ('waiting', 'handed', 'sent', 'failed', 'unsure', 'kept')),
      tries      smallint not null default 0,
      next_try   timestamptz,
      failure    text,
      handed_at  timestamptz,
      sent_at    timestamptz,
      constraint mail_messages_once unique (once, recipient),
      constraint mail_messages_handed_at_a_time check (state not in ('handed', 'unsure') or handed_at is not null),
      constraint mail_messages_sent_at_a_time check ((state = 'sent') = (sent_at is not null)),
      -- Letters carry private links: who reads the database, or a copy of it, opens nobody's page by one that went out.
      constraint mail_messages_emptied_once_sent check (state <> 'sent' or (parts = '[]' and calendar is null)),
      constraint mail_messages_without_tokens_once_over check (
        state not in ('failed', 'unsure') or not jsonb_path_exists(parts, '$[*].to \\? (@ like_regex "/[0-9a-f]{40,}$")')
      )
    );
    create index mail_messages_waiting on mail_messages (next_try nulls first, posted_at) where state = 'waiting';
    create index mail_messages_handed on mail_messages (handed_at) where state = 'handed';
    create index mail_messages_posted on mail_messages (posted_at desc, id desc);
    create index mail_messages_person on mail_messages (person_id) where person_id is not null;
  `)

export const down = (knex: Knex) => knex.schema.raw('drop table mail_messages;')
