import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    -- The one-time key of the form that a session was logged with: a telephone may send what it kept for weeks, and
    -- send it again because the answer was lost.
    alter table advice_sessions add column sent_as uuid constraint advice_sessions_sent_once unique;

    create table advice_files (
      session_id  uuid not null references advice_sessions on delete cascade,
      file_id     uuid not null references files on delete restrict,
      added_by    uuid references people,
      added_at    timestamptz not null default clock_timestamp(),
      primary key (session_id, file_id)
    );
    create index advice_files_file on advice_files (file_id);

    -- Of which step its owner was reminded, and how. A step that is put off is one to be reminded of again.
    create table action_item_reminders (
      step_id  uuid not null references action_items on delete cascade,
      kind     text not null check (kind in ('soon', 'late')),
      due_on   date not null,
      day      date not null,
      primary key (step_id, kind, due_on)
    );
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table action_item_reminders, advice_files;
    alter table advice_sessions drop column sent_as;
  `)
