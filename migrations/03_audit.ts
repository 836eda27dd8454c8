import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.schema.raw(`
    create table audit_log (
      id          bigint generated always as identity primary key,
      at          timestamptz not null default portal_clock(),
      event       text not null check (event ~ '^[a-z_]+[.][a-z_]+$'),
      person_id   uuid references people,
      subject_id  uuid not null,
      details     jsonb not null
    );
    create index audit_log_subject on audit_log (subject_id, id desc);
    create index audit_log_person on audit_log (person_id, id desc);

    create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end
    $$;
    create trigger audit_log_is_append_only before update or delete or truncate on audit_log
      for each statement execute function refuse_change();

    -- Every change writes one row here, so one notice tells every process that public pages may have changed.
    create function notify_of_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('changes', '');
        return null;
      end
    $$;
    create trigger audit_log_notifies after insert on audit_log
      for each statement execute function notify_of_change();
  `)

export const down = (knex: Knex) =>
  knex.schema.raw(`
    drop table audit_log;
    drop function notify_of_change, refuse_change;
  `)
